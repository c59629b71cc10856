/** Publishing in tests: words with as little as possible, and the two steps in one. */
import type { Context } from '#platform/context';
import type { AudienceLine, DraftWords, NewsKind } from '#news/api';
import { createDraft, publishDraft } from '#news';
import type { PersonName, World } from './world.ts';

export const include = (nodeId: number, profile: string | null = null, personalityId: string | null = null): AudienceLine => ({ effect: 'include', nodeId, profile, personalityId });
export const exclude = (nodeId: number, profile: string | null = null, personalityId: string | null = null): AudienceLine => ({ effect: 'exclude', nodeId, profile, personalityId });

/** Words of a circular that holds since the day of the world. */
export function newsWords(audience: readonly AudienceLine[], changes: Partial<DraftWords> = {}): DraftWords & { kind: NewsKind } {
  return {
    kind: 'circular', titleIt: 'Circolare di prova', bodyIt: 'Testo della circolare.', titleEn: null, bodyEn: null, validFrom: '2026-11-01', validTo: null, mustConfirm: false, gates: [], confirmBy: null, remindDays: [],
    ...changes, audience: [...audience],
  };
}

/** Writes and publishes as the acting person; answers the id. */
async function publishIn(ctx: Context, audience: readonly AudienceLine[], changes: Partial<DraftWords> = {}): Promise<string> {
  const draft = await createDraft(ctx, newsWords(audience, changes));
  if (!draft.ok) throw new Error(draft.refusal);
  const published = await publishDraft(ctx, draft.value.id, { revision: draft.value.revision, publishAt: null });
  if (!published.ok) throw new Error(published.refusal);
  return draft.value.id;
}

export async function publishAs(world: World, who: PersonName, audience: readonly AudienceLine[], changes: Partial<DraftWords> = {}): Promise<string> {
  return world.context(who, {}, (ctx) => publishIn(ctx, audience, changes));
}
