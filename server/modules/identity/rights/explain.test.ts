import { expect, test } from 'vitest';
import type { Rule } from '#platform/rule';
import type { ActorFacts } from './actor-facts.ts';
import { explainVerdict, ruleWords, type Named } from './explain.ts';
import { gatherRules } from './rule-book.ts';
import { compileRules } from './rule-table.ts';

const named: Named = {
  privilege: () => ({ it: 'Approvare', en: 'Approve' }),
  profilesWith: () => [{ it: 'Responsabile', en: 'Manager' }],
  objectPlace: 'Sede A', scopePlace: 'Sede B', reachPlace: 'Concessionaria', limit: { it: '500,00 €', en: '€ 500.00' },
};
const rule: Rule = { action: 'x.thing.approve', objectKind: 'thing', scope: 'scope', conditions: [{ when: 'not-own' }, { when: 'within-limit' }, { when: 'state', in: ['reserved'] }] };
const actor: ActorFacts = { tenantId: 1, accountId: 'a', personalityId: 'p', privileges: new Set(), scopeNodeId: 5, reachNodeId: 5, onBehalfOfAccountId: 'b', amountLimitCents: 50_000 };
const table = compileRules([rule, { ...rule, conditions: [], privilege: 'y.z' }]);

test('a rule reads as a sentence in both languages', () => {
  expect(ruleWords(rule, named)).toEqual({
    it: 'Chi ha «Approvare», in Sede B o sotto, se l’ha fatto un’altra persona (quattro occhi), se l’importo è entro il limite della delega (500,00 €), se lo stato è: prenotato.',
    en: 'Whoever holds “Approve”, at Sede B or below, if another person made it (four eyes), if the amount is within the limit of the delegation (€ 500.00), if the state is: reserved.',
  });
});

test('the rule that lacks least comes first, and each lack says what would be needed', () => {
  const verdict = table.judge(actor, 'x.thing.approve', 'thing', { tenantId: 1, nodeId: 5, ownerAccountId: 'b', amountCents: 60_000, state: 'sold' }, (node, root) => node === root, '2026-11-23');
  const [first, second] = explainVerdict(verdict, named);
  expect(first?.checks.filter((check) => !check.met).map((check) => [check.what, check.needed?.it])).toEqual([['privilege', 'Serve un profilo che lo ha: Responsabile.']]);
  expect(second?.checks.filter((check) => !check.met).map((check) => check.what)).toEqual(['privilege', 'not-own', 'within-limit', 'state']);
  expect(second?.checks.every((check) => (check.needed === null) === check.met)).toBe(true);
});

test.each([
  ['a fact that is not known fulfils nothing', { tenantId: 1 }, false],
  ['another tenant’s thing is nobody’s here', { tenantId: 2, nodeId: 5 }, false],
  ['node 0 is no place', { tenantId: 1, nodeId: 0 }, false],
] as const)('%s', (_, object, allowed) => {
  const outside = { ...actor, privileges: new Set(['y.z']), scopeNodeId: 0, reachNodeId: 0 };
  expect(table.allows(outside, 'x.thing.approve', 'thing', object, (node, root) => node === root, '2026-11-23')).toBe(allowed);
});

test('what no rule names is not allowed', () => {
  expect(table.allows({ ...actor, privileges: new Set(['x.thing.other']) }, 'x.thing.other', 'thing', { tenantId: 1, nodeId: 5 }, () => true, '2026-11-23')).toBe(false);
});

test('the order in which modules come does not make another version', () => {
  const one = { ruled: [{ kind: 'thing', name: { it: '', en: '' }, actions: {}, rules: [rule] }] };
  const other = { privileges: [{ key: 'a.b.c', it: '', en: '' }] };
  expect(gatherRules([one, other]).content).toEqual(gatherRules([other, one]).content);
  expect(gatherRules([one]).content).not.toEqual(gatherRules([other, one]).content);
});
