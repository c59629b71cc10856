import { call } from '../../../request/index.ts';
import type { PaletteRecord } from '../../../shells/feature.ts';
import { placeOf } from '../../../shells/personality-name.ts';
import { currentLanguage } from '../../../ui/index.ts';
import { people } from '../endpoints.ts';

/** People for the command palette. */
export async function findPeople(text: string, signal: AbortSignal): Promise<readonly PaletteRecord[]> {
  const { items } = await call(people, { query: { search: text, limit: 6 } }, { signal });
  const language = currentLanguage();
  return items.map((person) => ({
    key: person.personalityId,
    title: person.displayName,
    detail: `${person.profileName[language]} · ${placeOf(person)}`,
    path: `/people?search=${encodeURIComponent(person.loginName)}`,
  }));
}
