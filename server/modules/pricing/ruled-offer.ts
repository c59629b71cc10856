import { decide, permitted } from '#identity';
import type { Context } from '#platform/context';
import { uuid } from '#platform/contract';
import type { Decision, ObjectFacts, RuledKind } from '#platform/rule';
import { sql } from '#platform/sql';
import { meetOffers, offerRuleColumns, offerRules, writeOffers } from './rules.ts';

/** Decides about writing an offer for a place, for the audit row of the deed. Throws forbidden or not_found. */
export async function decideOnOffer(ctx: Context, nodeId: number): Promise<Decision | undefined> {
  return decide(ctx, offerRules, { action: writeOffers.action, objectKind: writeOffers.objectKind, facts: { tenantId: ctx.tenant.id, nodeId } });
}

/** The newest version of an offer that the asker meets, by its id or code, as the rules see it. */
async function findRuledOffer(ctx: Context, idOrCode: string): Promise<{ label: string; facts: ObjectFacts } | undefined> {
  const named = uuid.safeParse(idOrCode).success ? sql`o.id = ${idOrCode}` : sql`upper(o.code) = ${idOrCode.trim().toUpperCase()}`;
  const [row] = await ctx.tx.rows<{ code: string; name: string; node_id: number }>(sql`
    select o.code, o.name, o.node_id from pricing.offers o where ${permitted(ctx, meetOffers, offerRuleColumns)} and ${named} order by o.version desc limit 1`);
  return row === undefined ? undefined : { label: `${row.code} · ${row.name}`, facts: { tenantId: ctx.tenant.id, nodeId: row.node_id } };
}

export const pricingRuled: readonly RuledKind<Context>[] = [
  {
    kind: 'offer',
    name: { it: 'Offerta', en: 'Offer' },
    actions: {
      'pricing.offer.read': { it: 'Vedere l’offerta', en: 'See the offer' },
      'pricing.offer.write': { it: 'Scrivere l’offerta', en: 'Write the offer' },
    },
    rules: offerRules,
    find: findRuledOffer,
  },
];
