/** Who may do what with offers. */
import type { RuleColumns } from '#identity';
import type { Rule } from '#platform/rule';
import { sql } from '#platform/sql';

const objectKind = 'offer';

/** An offer cut for a part of the network holds for everybody in it, and for whoever stands above. The door asks for the privilege. */
export const meetOffers: Rule = { action: 'pricing.offer.meet', privilege: null, objectKind, scope: 'way' };
export const writeOffers: Rule = { action: 'pricing.offer.write', objectKind, scope: 'scope' };
const readOffers: Rule = { action: 'pricing.offer.read', objectKind, scope: 'way' };

/** Facts of a row of `pricing.offers o`. */
export const offerRuleColumns: RuleColumns = { tenantId: sql`o.tenant_id`, nodeId: sql`o.node_id` };

export const offerRules: readonly Rule[] = [readOffers, writeOffers, meetOffers];
