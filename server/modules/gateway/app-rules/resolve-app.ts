/**
 * What one personality sees of one application. Order of precedence: deny > personality > nearest node > profile >
 * parent profile > what the application says of everybody. A rule may name several conditions; all must hold, and it
 * ranks by the strongest of them first.
 */

export type Settings = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface AppRule {
  readonly id: string;
  readonly profile: string | null;
  readonly nodeId: number | null;
  readonly personalityId: string | null;
  /** `settings` says nothing about being seen. */
  readonly effect: 'allow' | 'deny' | 'settings';
  readonly settings: Settings;
}

interface AppDefaults {
  readonly visible: boolean;
  readonly settings: Settings;
}

/** Whom the question is about: chains run from the nearest outwards. */
export interface Subject {
  readonly personalityId: string;
  readonly profiles: readonly string[];
  readonly nodes: readonly number[];
}

export interface ResolvedApp {
  readonly visible: boolean;
  /** Rule that decided about being seen; null: the application's own word. */
  readonly decidedBy: string | null;
  readonly settings: Settings;
  /** Where each setting comes from: id of a rule, or null for the application's own. */
  readonly sources: Readonly<Record<string, string | null>>;
}

/** Rank of a rule that speaks of the subject, smaller is nearer; undefined when it speaks of somebody else. */
function rankOf(rule: AppRule, subject: Subject): readonly [number, number, number] | undefined {
  if (rule.personalityId !== null && rule.personalityId !== subject.personalityId) return undefined;
  const node = rule.nodeId === null ? Number.POSITIVE_INFINITY : subject.nodes.indexOf(rule.nodeId);
  const profile = rule.profile === null ? Number.POSITIVE_INFINITY : subject.profiles.indexOf(rule.profile);
  if (node === -1 || profile === -1) return undefined;
  return [rule.personalityId === null ? 1 : 0, node, profile];
}

function nearer(a: readonly [number, number, number], b: readonly [number, number, number]): number {
  for (const place of [0, 1, 2] as const) if (a[place] !== b[place]) return a[place] < b[place] ? -1 : 1;
  return 0;
}

/** The rules that speak of the subject, nearest first. */
export function rulesFor(rules: readonly AppRule[], subject: Subject): AppRule[] {
  return rules
    .flatMap((rule) => {
      const rank = rankOf(rule, subject);
      return rank === undefined ? [] : [{ rule, rank }];
    })
    .toSorted((a, b) => nearer(a.rank, b.rank) || (a.rule.id < b.rule.id ? -1 : 1))
    .map(({ rule }) => rule);
}

/** Decides whether the subject sees the application, and with which settings; the nearest rule that names a setting gives it. */
export function resolveApp(defaults: AppDefaults, rules: readonly AppRule[], subject: Subject): ResolvedApp {
  const speaking = rulesFor(rules, subject);
  const denial = speaking.find((rule) => rule.effect === 'deny');
  const nearest = speaking.find((rule) => rule.effect === 'allow');
  // A map, not an object: a setting may be called like anything an object inherits.
  const values = new Map<string, Settings[string]>(Object.entries(defaults.settings));
  const sources = new Map<string, string | null>([...values.keys()].map((key) => [key, null]));
  for (const rule of speaking.toReversed()) {
    for (const [key, value] of Object.entries(rule.settings)) {
      values.set(key, value);
      sources.set(key, rule.id);
    }
  }
  return {
    visible: denial === undefined && (nearest !== undefined || defaults.visible),
    decidedBy: denial?.id ?? nearest?.id ?? null,
    settings: Object.fromEntries([...values].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    sources: Object.fromEntries(sources),
  };
}
