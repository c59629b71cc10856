/** Contracts of the people in charge of areas. */
import { z } from 'zod';
import { civilDate, defineRoute, plainText, uuid } from '#platform/contract';
import { beyondScope, bilingual, placeIdText } from './tree-contracts.ts';

const charge = z.object({
  id: uuid,
  personalityId: uuid,
  displayName: z.string(),
  profileName: bilingual,
  from: civilDate,
  /** First day no longer in charge. */
  to: civilDate.nullable(),
});
export type Charge = z.infer<typeof charge>;

export const listChargesRoute = defineRoute({
  method: 'GET',
  path: '/api/territory/tree-nodes/:id/people',
  summary: 'Who is, was and will be in charge of an area of a tree other than the organisation, the latest first',
  access: 'territory.tree.read',
  params: z.object({ id: placeIdText }),
  response: z.object({ items: z.array(charge), mayChange: z.boolean() }),
});

const staffFound = z.object({ personalityId: uuid, displayName: z.string(), profileName: bilingual, label: z.string() });
export type StaffFound = z.infer<typeof staffFound>;

export const findStaffRoute = defineRoute({
  method: 'GET',
  path: '/api/territory/staff',
  summary: 'Staff within reach by part of the name, to be put in charge: twenty at most',
  access: 'territory.tree.write',
  query: z.strictObject({ q: plainText(80, 1) }),
  response: z.object({ items: z.array(staffFound) }),
});

export const putInChargeRoute = defineRoute({
  method: 'POST',
  path: '/api/territory/tree-nodes/:id/people',
  summary: 'Puts somebody in charge of an area from a day, until another one where it is known',
  access: 'territory.tree.write',
  params: z.object({ id: placeIdText }),
  body: z.strictObject({ personalityId: uuid, validFrom: civilDate.optional(), validTo: civilDate.nullable().optional() }),
  response: z.object({ id: uuid }),
  refusals: {
    beyond_your_scope: beyondScope,
    already_in_charge: { it: 'Questa persona ne risponde già in quei giorni.', en: 'This person is in charge of it already on those days.' },
    ends_before_it_begins: { it: 'L’incarico deve finire dopo il giorno in cui inizia.', en: 'The charge must end after the day on which it begins.' },
    place_not_in_force: { it: 'L’area {place} non è in vigore in quel giorno.', en: 'The area {place} is not in force on that day.' },
  },
});

export const endChargeRoute = defineRoute({
  method: 'DELETE',
  path: '/api/territory/people-in-charge/:id',
  summary: 'Ends somebody’s charge of an area as of a day, today when none is named',
  access: 'territory.tree.write',
  params: z.object({ id: uuid }),
  query: z.strictObject({ on: civilDate.optional() }),
  response: z.object({ ended: z.literal(true) }),
  refusals: { beyond_your_scope: beyondScope },
});
