import type { Bilingual, Feature, NavigationEntry, SectionKey } from '../feature.ts';

interface Section {
  readonly key: SectionKey;
  readonly label: Bilingual;
  /** Where people earn their bread; the others keep the house in order. */
  readonly daily?: boolean;
}

/** The areas of the desk in the order of the switcher. */
export const sections: readonly Section[] = [
  { key: 'sales', label: { it: 'Vendita', en: 'Sales' }, daily: true },
  { key: 'products', label: { it: 'Prodotti e listini', en: 'Products and prices' }, daily: true },
  { key: 'people', label: { it: 'Persone e diritti', en: 'People and rights' } },
  { key: 'network', label: { it: 'Territorio', en: 'Territory' } },
  { key: 'news', label: { it: 'Comunicazioni', en: 'News' } },
  { key: 'apps', label: { it: 'Applicazioni', en: 'Applications' } },
  { key: 'system', label: { it: 'Sistema', en: 'System' } },
];

export interface OpenSection extends Section {
  readonly entries: readonly NavigationEntry[];
}

/** The areas this person may enter, each with the entries they may open. */
export function openSections(features: readonly Feature[], may: (privilege: string | null) => boolean): OpenSection[] {
  const entries = features.flatMap((feature) => feature.navigation ?? []).filter((entry) => may(entry.privilege));
  return sections.map((section) => ({ ...section, entries: entries.filter((entry) => entry.section === section.key) })).filter((section) => section.entries.length > 0);
}

/** The area shown where none is open, as at home: the daily one where this person has most to do, else any; the first of equals. */
export function mainSection(open: readonly OpenSection[]): OpenSection | undefined {
  const daily = open.filter((section) => section.daily === true && section.entries.length > 1);
  return (daily.length > 0 ? daily : open).toSorted((a, b) => b.entries.length - a.entries.length)[0];
}

const covers = (entry: NavigationEntry, address: string): boolean => address === entry.path || address.startsWith(`${entry.path}/`);

/** The entry under which an address lies: the longest that begins it. */
export function entryAt(open: readonly OpenSection[], address: string): NavigationEntry | undefined {
  return open
    .flatMap((section) => section.entries)
    .filter((entry) => covers(entry, address))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
}
