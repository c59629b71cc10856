/** As which of their personalities somebody enters an application: taken without a question only where nothing is in doubt. */

export interface Candidate {
  readonly personalityId: string;
  /** The application shows itself to this personality. */
  readonly visible: boolean;
}

export interface Situation {
  /** The person's standing personalities in the application's tenant. */
  readonly candidates: readonly Candidate[];
  /** The one the desk acts as. */
  readonly active: string;
  /** The one the application asks for, if it asks. */
  readonly asked: string | undefined;
  /** The one the person has just chosen on our page. */
  readonly chosen: string | undefined;
  /** The one this session last used in the application, and whether that use is still open. */
  readonly latest: { readonly personalityId: string; readonly open: boolean; readonly lost: boolean } | undefined;
  /** Those this session has already used in the application. */
  readonly accepted: ReadonlySet<string>;
}

export type Choice =
  | { readonly kind: 'use'; readonly personalityId: string }
  | { readonly kind: 'ask' }
  | { readonly kind: 'refuse'; readonly reason: 'personality_not_held' | 'app_not_for_you' };

/** Decides as which personality to go on, whether to ask, or why not at all. */
export function choosePersonality({ candidates, active, asked, chosen, latest, accepted }: Situation): Choice {
  const visible = (id: string) => candidates.some((candidate) => candidate.personalityId === id && candidate.visible);
  const wanted = chosen ?? asked;
  if (wanted !== undefined) {
    if (!candidates.some((candidate) => candidate.personalityId === wanted)) return { kind: 'refuse', reason: 'personality_not_held' };
    if (!visible(wanted)) return { kind: 'refuse', reason: 'app_not_for_you' };
    // An application must not learn another personality than the active one unless its person said so once.
    const agreed = chosen !== undefined || wanted === active || accepted.has(wanted);
    return agreed ? { kind: 'use', personalityId: wanted } : { kind: 'ask' };
  }
  if (!candidates.some((candidate) => candidate.visible)) return { kind: 'refuse', reason: 'app_not_for_you' };
  if (latest?.open === true && visible(latest.personalityId)) return { kind: 'use', personalityId: latest.personalityId };
  // The personality used there is over: going on silently as another would look like the same person with other rights.
  if (latest !== undefined && latest.personalityId !== active && (latest.open || latest.lost)) return { kind: 'ask' };
  return visible(active) ? { kind: 'use', personalityId: active } : { kind: 'ask' };
}
