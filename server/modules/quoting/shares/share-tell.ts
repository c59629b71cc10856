/** Who learns that the customer stirs: the seller, and when the customer asks to go on the dealer's managers too. */
import { notify, type Announcement } from '#communications';
import type { Context } from '#platform/context';
import type { Consumer } from '#platform/outbox';
import { sql } from '#platform/sql';
import { askedToGoOnKind, shareOpenedKind } from './share-events.ts';
import { findWish } from './share-requests.ts';
import { leadOf } from '../quote-revision.ts';
import { getQuote } from '../quotes.ts';

interface Person {
  readonly personality_id: string;
  readonly account_id: string;
  readonly node_id: number;
}

/** Everybody at the quote's own node; with `managersOf` the managers of that dealer too. */
async function addressees(ctx: Context, nodeId: number, managersOf: number | null): Promise<Announcement['addressees']> {
  const rows = await ctx.tx.rows<Person>(sql`
    select p.personality_id, p.account_id, p.node_id from identity.v_people p
    where p.tenant_id = ${ctx.tenant.id} and (p.node_id = ${nodeId} or (p.node_id = ${managersOf}::integer and p.profile = 'dealerManager'))
      and p.valid_from <= ${ctx.today} and (p.valid_to is null or p.valid_to > ${ctx.today})`);
  return rows.map((row) => ({ personalityId: row.personality_id, accountId: row.account_id, nodeId: row.node_id }));
}

/** Once for a link at its first opening, once for every wish. */
export const tellSharing: Consumer = {
  name: 'quoting.tell-sharing',
  kinds: [shareOpenedKind, askedToGoOnKind],
  handle: async (ctx, event) => {
    const { head, revision } = await getQuote(ctx, String(event.payload['quoteId']));
    const { vehicle } = leadOf(revision);
    const facts = { number: head.number, reference: head.reference, vehicleLabel: `${vehicle.make} ${vehicle.carline}` };
    const link = `/quotes/${head.id}`;
    if (event.kind === shareOpenedKind) {
      await notify(ctx, { addressees: await addressees(ctx, head.nodeId, null), kind: shareOpenedKind, facts, link, source: `share-opened:${String(event.payload['shareId'])}` });
      return;
    }
    const id = String(event.payload['requestId']);
    const wish = await findWish(ctx, id);
    if (wish === undefined) return;
    await notify(ctx, {
      addressees: await addressees(ctx, head.nodeId, head.dealerNodeId),
      kind: askedToGoOnKind,
      facts: { ...facts, proposal: wish.proposal, ...(wish.revision === head.revision ? {} : { revision: wish.revision, newest: head.revision }), instalmentCents: wish.figures.instalmentWithFeesCents, termMonths: wish.input.termMonths },
      link,
      source: `asked-to-go-on:${id}`,
    });
  },
};
