/** Who learns of a new quote: the dealer's managers, inside the desk. */
import { notify } from '#communications';
import type { Context } from '#platform/context';
import type { Consumer } from '#platform/outbox';
import { sql } from '#platform/sql';
import { quoteSavedKind } from './events.ts';
import { leadOf } from './quote-revision.ts';
import { getQuote } from './quotes.ts';

interface Manager {
  personality_id: string;
  account_id: string;
  node_id: number;
}

async function managersOf(ctx: Context, dealerNodeId: number): Promise<Manager[]> {
  return ctx.tx.rows<Manager>(sql`
    select p.personality_id, p.account_id, p.node_id from identity.v_people p
    where p.tenant_id = ${ctx.tenant.id} and p.node_id = ${dealerNodeId} and p.profile = 'dealerManager'
      and p.valid_from <= ${ctx.today} and (p.valid_to is null or p.valid_to > ${ctx.today})`);
}

/** Once per quote, whatever happens to the process in between. */
export const tellManagers: Consumer = {
  name: 'quoting.tell-managers',
  kinds: [quoteSavedKind],
  handle: async (ctx, event) => {
    const { head, revision } = await getQuote(ctx, String(event.payload['quoteId']));
    const { input, vehicle, figures } = leadOf(revision);
    const managers = await managersOf(ctx, head.dealerNodeId);
    await notify(ctx, {
      addressees: managers.map((manager) => ({ personalityId: manager.personality_id, accountId: manager.account_id, nodeId: manager.node_id })),
      kind: quoteSavedKind,
      facts: {
        number: head.number,
        sellerName: head.sellerName,
        vehicleLabel: `${vehicle.make} ${vehicle.carline}`,
        instalmentCents: figures.instalmentWithFeesCents,
        termMonths: input.termMonths,
      },
      link: `/quotes/${head.id}`,
      source: `quote-saved:${head.id}`,
    });
  },
};
