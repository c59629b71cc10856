/** Contracts of managing the people of the own part of the network, shared with the web. */
import { z } from 'zod';
import { civilDate, defineRoute, uuid } from '#platform/contract';
import { lastAdministrator, secondPersonNeeded } from '../changes/change-request-contracts.ts';

const words = z.object({ it: z.string(), en: z.string() });
export const personOperation = z.enum(['suspend', 'resume', 'end', 'move']);
const params = z.object({ id: uuid });
const done = z.object({ done: z.literal(true) });

export const personOperationsRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/people/:id/operations',
  summary: 'What may be done with a person’s role at this moment, and why not',
  access: 'identity.people.manage',
  params,
  response: z.object({
    suspended: z.boolean(),
    validTo: civilDate.nullable(),
    /** Ending and moving take a second person: they are proposed (`/api/identity/change-requests`). */
    secondPerson: z.boolean(),
    operations: z.array(z.object({ operation: personOperation, reason: words.nullable() })),
    /** Nodes where the role may go. */
    destinations: z.array(z.object({ id: z.number().int(), code: z.string(), name: z.string() })),
  }),
});

export const suspendPersonRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/people/:id/suspension',
  summary: 'Suspends a role: its sessions end at once, its place stays',
  access: 'identity.people.manage',
  params,
  response: done,
  refusals: { role_over: { it: 'Questo ruolo è già finito.', en: 'This role is over.' }, last_administrator: lastAdministrator },
});

export const resumePersonRoute = defineRoute({
  method: 'DELETE',
  path: '/api/identity/people/:id/suspension',
  summary: 'Takes a suspended role back',
  access: 'identity.people.manage',
  params,
  response: done,
  refusals: { role_over: suspendPersonRoute.refusals.role_over },
});

export const endPersonRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/people/:id/end',
  summary: 'Ends a role from a day on; from today: at once, with its sessions',
  access: 'identity.people.manage',
  params,
  body: z.strictObject({ from: civilDate }),
  response: done,
  refusals: {
    role_over: suspendPersonRoute.refusals.role_over,
    second_person_needed: secondPersonNeeded,
    day_is_past: { it: 'Il giorno è passato: scegli oggi o un giorno futuro.', en: 'The day is past: choose today or a later day.' },
  },
});

export const movePersonRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/people/:id/move',
  summary: 'Moves a role to another node of the own part of the network; its sessions end',
  access: 'identity.people.manage',
  params,
  body: z.strictObject({ nodeId: z.number().int().min(1).max(2_147_483_647) }),
  response: z.object({ personalityId: uuid }),
  refusals: {
    role_over: suspendPersonRoute.refusals.role_over,
    second_person_needed: secondPersonNeeded,
    already_there: { it: 'Lavora già lì.', en: 'Works there already.' },
    place_not_fitting: { it: 'Questo ruolo non sta in un nodo di quel tipo.', en: 'This role does not stand at a node of that kind.' },
  },
});
