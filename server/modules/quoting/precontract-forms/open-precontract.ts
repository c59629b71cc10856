/** The form as the seller sees it, with what was delivered so far. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { RefusalOf, ResponseOf } from '#platform/contract';
import { done, type Result } from '#platform/result';
import type { getPrecontractRoute } from '../api.ts';
import { gatherPrecontract, type PrecontractQuestion } from './gather-precontract.ts';
import { explanations } from '../precontract/explanations.ts';
import { buildForm } from './precontract-document.ts';
import { listDeliveries } from './precontract-deliveries.ts';

type Response = ResponseOf<typeof getPrecontractRoute>;

/** Gathers and builds the form of a proposal. Throws not_found outside the actor's scope. */
export async function openPrecontract(ctx: Context, question: PrecontractQuestion): Promise<Result<Response, RefusalOf<typeof getPrecontractRoute>>> {
  const gathered = await gatherPrecontract(ctx, question);
  if (!gathered.ok) return gathered;
  const { form, facts, head } = gathered.value;
  const { signingOn, newRegimeFrom } = facts;
  const built = buildForm(form, facts);
  await audit(ctx, { action: 'quoting.precontract.read', objectKind: 'quote', objectId: head.id, details: { form, proposal: question.proposal } });
  return done({
    form,
    title: built.title,
    legalBasis: built.legalBasis,
    signingOn,
    newRegimeFrom,
    sections: built.sections.map((section) => ({ ...section, rows: section.rows.map((row) => ({ ...row, value: row.value === null ? null : [...row.value] })) })),
    explanations: explanations(facts),
    deliveries: (await listDeliveries(ctx, head.id)).map((delivery) => ({ ...delivery, givenAt: delivery.givenAt.toISOString() })),
  });
}
