import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '../../../testing/database.ts';
import { createWorld, type PersonName, type World } from '../../../testing/world.ts';
import { defaultProfiles } from './profiles.ts';

const testDatabase = useTestDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld(testDatabase.current.database);
});

const all = [
  'quoting.quote.price', 'quoting.quote.write', 'quoting.quote.read', 'quoting.quote.print', 'vehicles.catalogue.read', 'vehicles.stock.read', 'vehicles.stock.reserve', 'vehicles.stock.edit', 'vehicles.stock.manage', 'pricing.offer.read', 'pricing.margin.read', 'pricing.offer.write',
  'identity.organisation.read', 'identity.people.read', 'identity.rights.explain', 'identity.audit.read', 'identity.audit.verify', 'platform.operations.read',
  'flows.import.write', 'vehicles.catalogue.write', 'vehicles.stock.write', 'documents.brand.write', 'quoting.terms.write',
  'territory.tree.read', 'territory.tree.write', 'gateway.app.read', 'gateway.app.write', 'news.item.read', 'news.item.write', 'news.item.publish', 'news.receipt.read',
  'identity.delegation.approve', 'identity.rights.read', 'identity.rights.propose', 'identity.rights.approve',
  'identity.account.protect', 'identity.security.write', 'identity.people.manage', 'identity.people.grant',
  'identity.provider.write',
];

/** One column per privilege in the order above: x may, - may not. Scope and reach by the code of the node; – is none. */
const matrix: readonly [PersonName, string, string, string][] = [
  //                       quoting vehic pri org aud op imports papers territory apps news rights protect people
  ['seller1',             'xxxx' + 'xxxx-' + 'xx-' + '---' + '--' + '-' + '---' + '--' + '--' + '--' + 'x---' + '----' + '--' + '--' + '-', 'DLR001-S1', 'DLR001'],
  ['dealerManager',       'xxxx' + 'xxxxx' + 'xx-' + 'xxx' + '--' + '-' + 'x-x' + 'x-' + 'x-' + '--' + 'xxxx' + 'x---' + 'x-' + 'x-' + '-', 'DLR001', 'DLR001'],
  ['areaManager',         '--xx' + 'xx---' + 'x--' + 'xxx' + '--' + '-' + '---' + '--' + 'xx' + '--' + 'xxxx' + 'xxx-' + 'x-' + 'x-' + '-', 'REG-01', 'REG-01'],
  ['districtManager',     '--xx' + 'xx---' + 'x--' + 'xxx' + '--' + '-' + '---' + '--' + 'xx' + '--' + 'xxxx' + 'xxxx' + 'x-' + 'x-' + '-', 'AREA-NO', 'AREA-NO'],
  ['pricingManager',      'x-x-' + 'xx---' + 'xxx' + '---' + '--' + '-' + 'xx-' + '-x' + 'x-' + '--' + 'xxxx' + '----' + '--' + '--' + '-', 'TST', 'TST'],
  ['pricingApprover',     'x-x-' + 'xx---' + 'xxx' + '---' + '--' + '-' + 'xx-' + '-x' + 'x-' + '--' + 'xxxx' + '----' + '--' + '--' + '-', 'TST', 'TST'],
  ['creditOperator',      '--x-' + 'x----' + '---' + '---' + '--' + '-' + '---' + '--' + 'x-' + '--' + 'x---' + '----' + '--' + '--' + '-', 'TST', 'TST'],
  ['headOfCredit',        '--x-' + 'x----' + '---' + '---' + '--' + '-' + 'x--' + '--' + 'xx' + '--' + 'xxxx' + 'xx-x' + '--' + '--' + '-', 'TST', 'TST'],
  ['itTechnician',        '----' + '-----' + '---' + '---' + 'x-' + 'x' + '---' + '--' + 'x-' + 'x-' + 'x---' + '-x--' + '--' + '--' + '-', 'TST', 'TST'],
  ['systemAdministrator', '----' + '-----' + '---' + 'xxx' + 'xx' + 'x' + 'xx-' + '--' + 'xx' + 'xx' + 'xxxx' + 'xxxx' + 'xx' + 'xx' + 'x', 'TST', 'TST'],
  ['payoutOperator',      '----' + '-----' + '---' + '---' + '--' + '-' + '---' + '--' + 'x-' + '--' + 'x---' + '----' + '--' + '--' + '-', 'TST', 'TST'],
  ['careOperator',        '----' + '-----' + '---' + '---' + '--' + '-' + '---' + '--' + 'x-' + '--' + 'x---' + '----' + '--' + '--' + '-', 'TST', 'TST'],
  ['collector',           '----' + '-----' + '---' + '---' + '--' + '-' + '---' + '--' + 'x-' + '--' + 'x---' + '----' + '--' + '--' + '-', 'TST', 'TST'],
  ['agencyUser',          '----' + '-----' + '---' + '---' + '--' + '-' + '---' + '--' + '--' + '--' + 'x---' + '----' + '--' + '--' + '-', '–', '–'],
  ['customer',            '----' + '-----' + '---' + '---' + '--' + '-' + '---' + '--' + '--' + '--' + 'x---' + '----' + '--' + '--' + '-', '–', '–'],
];

test.each(matrix)('%s holds %s', async (name, row, scope, reach) => {
  const { actor, frame } = await world.session(name);
  expect(all.map((privilege) => (actor.privileges.has(privilege) ? 'x' : '-')).join('')).toBe(row);
  expect([...actor.privileges].filter((privilege) => !all.includes(privilege))).toEqual([]);
  const id = (code: string) => (code === '–' ? 0 : world.node(code));
  expect([frame.scopeNodeId, frame.reachNodeId]).toEqual([id(scope), id(reach)]);
});

test('the matrix covers every profile', async () => {
  const profiles = await Promise.all(matrix.map(async ([name]) => (await world.session(name)).actor.profile));
  expect(profiles.toSorted()).toEqual(defaultProfiles.map((profile) => profile.key).toSorted());
});
