/** Who may do what with the cars in stock. */
import type { RuleColumns } from '#identity';
import type { Rule } from '#platform/rule';
import { sql } from '#platform/sql';

const objectKind = 'stock-vehicle';

/** Stock is shared within a dealer. The door asks for the privilege, which differs by what the car is needed for. */
export const meetStock: Rule = { action: 'vehicles.stock.meet', privilege: null, objectKind, scope: 'reach' };

export const stockRules: readonly Rule[] = [
  { action: 'vehicles.stock.read', objectKind, scope: 'reach' },
  { action: 'vehicles.stock.reserve', objectKind, scope: 'reach', conditions: [{ when: 'state', in: ['available', 'reserved'] }] },
  { action: 'vehicles.stock.sell', privilege: 'vehicles.stock.reserve', objectKind, scope: 'reach', conditions: [{ when: 'state', in: ['available', 'reserved'] }] },
  // One's own reservation, or anybody's for who manages the stock.
  { action: 'vehicles.stock.release', privilege: 'vehicles.stock.reserve', objectKind, scope: 'reach', conditions: [{ when: 'own' }] },
  { action: 'vehicles.stock.release', privilege: 'vehicles.stock.manage', objectKind, scope: 'reach' },
  { action: 'vehicles.stock.release-for-quote', privilege: 'vehicles.stock.reserve', objectKind, scope: 'reach' },
  { action: 'vehicles.photo.edit', privilege: 'vehicles.stock.edit', objectKind, scope: 'reach' },
  meetStock,
];

/** Facts of a row of `vehicles.stock_vehicles s`. */
export const stockColumnsOfRules: RuleColumns = { tenantId: sql`s.tenant_id`, nodeId: sql`s.node_id`, state: sql`s.state` };
