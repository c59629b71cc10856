/** What the command palette offers for a text: places, commands, and records that the features find. */
import { useEffect, useMemo, useState } from 'react';
import { useMay } from '../../request/index.ts';
import { useLanguage } from '../../ui/index.ts';
import type { PaletteCommand, PaletteProvider, PaletteRecord } from '../feature.ts';
import { useShellFeatures } from '../shell-features.ts';
import { scoreOf } from './palette-score.ts';
import { openSections } from './sections.ts';

export interface PaletteRow {
  readonly key: string;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly hotkey?: string | undefined;
  readonly does: PaletteCommand['does'];
}

export interface PaletteGroup {
  readonly key: string;
  readonly label: string;
  readonly rows: readonly PaletteRow[];
}

interface Found {
  /** What these answers answer. */
  readonly text: string;
  readonly records: ReadonlyMap<string, readonly PaletteRecord[] | 'failed'>;
}

/** Typing rests this long before the server is asked. */
const restMs = 150;
const mostPlaces = 6;

const isLongEnough = (text: string, { shortest = 2 }: PaletteProvider): boolean => text.length >= shortest;

/** Records for a text; the former ones stay until the new come, so that typing does not flicker. */
function useRecords(text: string, providers: readonly PaletteProvider[]): { readonly records: Found['records']; readonly searching: boolean } {
  const [found, setFound] = useState<Found>({ text: '', records: new Map() });
  const asked = useMemo(() => providers.filter((provider) => isLongEnough(text, provider)), [providers, text]);
  useEffect(() => {
    if (asked.length === 0) return;
    const control = new AbortController();
    const ask = async (): Promise<void> => {
      const records = new Map<string, readonly PaletteRecord[] | 'failed'>();
      await Promise.all(
        asked.map(async (provider) => {
          records.set(provider.key, await provider.find(text, control.signal).catch(() => 'failed' as const));
          // Each answer appears as it comes; a slow search holds back no other.
          if (!control.signal.aborted) setFound({ text, records: new Map(records) });
        }),
      );
    };
    const timer = setTimeout(() => void ask(), restMs);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [text, asked]);
  if (asked.length === 0) return { records: new Map(), searching: false };
  return { records: found.records, searching: found.text !== text || found.records.size < asked.length };
}

/** Best matches of a text; all of them, in their own order, for no text. */
function matching(rows: readonly (PaletteRow & { readonly words: string })[], text: string, most: number): PaletteRow[] {
  if (text === '') return rows.slice(0, most);
  return rows
    .map((row) => ({ row, score: scoreOf(row.words, text) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ row }) => row);
}

export interface Palette {
  readonly groups: readonly PaletteGroup[];
  readonly searching: boolean;
  /** Labels of the searches that did not answer. */
  readonly failed: readonly string[];
}

/** Groups for a typed text: records first when there is one, then places, then commands. */
export function usePalette(typed: string, own: readonly PaletteCommand[], labels: { readonly goTo: string; readonly run: string; readonly home: string }): Palette {
  const text = typed.trim();
  const features = useShellFeatures();
  const may = useMay();
  const language = useLanguage();
  const providers = useMemo(() => features.flatMap((feature) => feature.palette?.providers ?? []).filter((provider) => may(provider.privilege)), [features, may]);
  const found = useRecords(text, providers);

  const places = openSections(features, may).flatMap((section) =>
    section.entries.map((entry) => {
      const title = entry.label[language];
      const detail = section.label[language];
      return { key: entry.key, title, detail, words: `${title} ${detail}`, does: { path: entry.path } };
    }),
  );
  places.unshift({ key: 'home', title: labels.home, detail: '', words: labels.home, does: { path: '/' } });
  const commands = [...features.flatMap((feature) => feature.palette?.commands ?? []), ...own].filter((command) => may(command.privilege)).map((command) => {
    const title = command.label[language];
    return { key: command.key, title, hotkey: command.hotkey, words: `${title} ${command.keywords?.[language] ?? ''}`, does: command.does };
  });
  const records = providers.map((provider) => {
    const answer = found.records.get(provider.key) ?? [];
    const rows = answer === 'failed' ? [] : answer.map(({ key, title, detail, path }) => ({ key, title, detail, does: { path } }));
    return { key: provider.key, label: provider.label[language], rows };
  });
  const groups = [...records, { key: 'go', label: labels.goTo, rows: matching(places, text, mostPlaces) }, { key: 'run', label: labels.run, rows: matching(commands, text, text === '' ? 4 : 8) }];
  return {
    groups: groups.filter((group) => group.rows.length > 0),
    searching: found.searching,
    failed: providers.filter((provider) => found.records.get(provider.key) === 'failed').map((provider) => provider.label[language]),
  };
}
