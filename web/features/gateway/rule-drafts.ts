/** Rules of an application while they are being written, in the order in which they count. Pure. */
import type { getRegisteredRoute, setRulesRoute } from '#gateway/api';
import type { RequestOf, ResponseOf } from '../../request/index.ts';
import { draftsOf, rowKey, settingsOf, type SettingDraft } from './setting-drafts.ts';

export type ListedRule = ResponseOf<typeof getRegisteredRoute>['rules'][number];
type RuleBody = RequestOf<typeof setRulesRoute>['body']['rules'][number];
export type RuleEffect = ListedRule['effect'];

export interface RuleDraft {
  readonly key: string;
  readonly effect: RuleEffect;
  readonly profile: string | null;
  readonly nodeId: number | null;
  readonly personalityId: string | null;
  readonly settings: readonly SettingDraft[];
  /** Names for people; null where nothing is named or it cannot be seen any more. */
  readonly nodeName: string | null;
  readonly personName: string | null;
}

/** Groups of rules, the strongest first. */
export const ruleRanks = ['deny', 'personality', 'node', 'profile'] as const;
type RuleRank = (typeof ruleRanks)[number];

/** By what a rule counts: a denial as such, else the strongest of its conditions. */
export function rankOf(rule: Pick<RuleDraft, 'effect' | 'personalityId' | 'nodeId'>): RuleRank {
  if (rule.effect === 'deny') return 'deny';
  return rule.personalityId !== null ? 'personality' : rule.nodeId !== null ? 'node' : 'profile';
}

export const draftOfRule = (rule: ListedRule): RuleDraft => ({ ...rule, key: rowKey(), settings: draftsOf(rule.settings) });
export const blankRule = (): RuleDraft => ({ key: rowKey(), effect: 'allow', profile: null, nodeId: null, personalityId: null, settings: [], nodeName: null, personName: null });

export type RuleFault = 'forNobody' | 'twice';

/** What is wrong with a rule among others. */
export function ruleFault(rule: RuleDraft, others: readonly RuleDraft[]): RuleFault | undefined {
  if (rule.profile === null && rule.nodeId === null && rule.personalityId === null) return 'forNobody';
  const same = (other: RuleDraft): boolean => other.key !== rule.key && other.profile === rule.profile && other.nodeId === rule.nodeId && other.personalityId === rule.personalityId;
  return others.some(same) ? 'twice' : undefined;
}

/** A rule as it is sent; a denial carries no settings. */
export function ruleBody({ effect, profile, nodeId, personalityId, settings }: RuleDraft): RuleBody {
  return { effect, profile, nodeId, personalityId, settings: effect === 'deny' ? {} : settingsOf(settings) };
}
