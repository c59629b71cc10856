/**
 * What a capability brings to a shell: pages, places in the navigation, things to find and to do from the command
 * palette, its part of the home page, words for its notifications. The shell draws all of it and knows none of it.
 *
 * A feature file is in the first load of everybody: pages and searches are imported lazily.
 */
import type { ComponentType } from 'react';
import type { LiveRule } from '../request/index.ts';
import type { Format, IconName, Language } from '../ui/index.ts';
import type { RawSearch } from './page-search.ts';

export type Bilingual = Readonly<Record<Language, string>>;

/** Areas of the desk, in the order of the switcher; `sections.ts` of the shell has their names. */
export type SectionKey = 'sales' | 'products' | 'people' | 'network' | 'news' | 'apps' | 'system';

/** A privilege of the server's list, or null for whoever is signed in. */
type Privilege = string | null;

export interface FeatureRoute {
  /** Address, parameters as `$name`: `/quotes/$id`. */
  readonly path: string;
  readonly privilege: Privilege;
  /** `() => import('./quote-page.tsx').then((module) => module.QuotePage)` */
  readonly page: () => Promise<ComponentType>;
  /** Asks for what the page begins with, when the program starts at its address; in the first load of everybody, so keep it short. */
  readonly prepare?: (search: RawSearch) => Promise<unknown>;
}

export interface NavigationEntry {
  readonly section: SectionKey;
  readonly key: string;
  readonly path: string;
  readonly privilege: Privilege;
  readonly label: Bilingual;
  /** A hook: the number beside the entry, undefined while unknown. */
  readonly useCount?: () => number | undefined;
  /** A hook: views that somebody saved of the list, drawn below the entry. */
  readonly useViews?: () => readonly NavigationView[];
}

/** A saved view of a list: the same page with its own filters. */
export interface NavigationView {
  readonly key: string;
  readonly label: string;
  /** What stands behind the question mark. */
  readonly search: Readonly<Record<string, string>>;
  readonly useCount: () => { readonly count: number; readonly more: boolean } | undefined;
}

/** Something to do from anywhere: an address to open or a function to run. */
export interface PaletteCommand {
  readonly key: string;
  readonly label: Bilingual;
  /** Further words by which people look for it. */
  readonly keywords?: Bilingual;
  readonly privilege: Privilege;
  readonly hotkey?: string;
  readonly does: { readonly path: string } | { readonly run: () => void | Promise<void> };
}

export interface PaletteRecord {
  readonly key: string;
  readonly title: string;
  readonly detail?: string;
  readonly path: string;
}

/** Finds records by what people type: number, name, plate. */
export interface PaletteProvider {
  readonly key: string;
  readonly label: Bilingual;
  readonly privilege: Privilege;
  /** Shortest text worth asking for; 2 when absent. */
  readonly shortest?: number;
  /** Best first, at most about eight. */
  readonly find: (text: string, signal: AbortSignal) => Promise<readonly PaletteRecord[]>;
}

export interface HomeTile {
  readonly key: string;
  readonly section: SectionKey;
  readonly privilege: Privilege;
  readonly label: Bilingual;
  readonly description: Bilingual;
  readonly path: string;
  readonly icon: IconName;
  /** The first thing this person does: drawn larger. */
  readonly primary?: boolean;
  readonly useCount?: () => number | undefined;
}

export interface RecentItem {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  /** Instant, ISO text. */
  readonly at: string;
  readonly path: string;
  /** Figure at the right, already in words. */
  readonly figure?: string;
}

export interface RecentItems {
  readonly state: 'loading' | 'failed' | 'ready';
  readonly items: readonly RecentItem[];
  readonly retry?: () => void;
}

export interface HomeList {
  readonly key: string;
  readonly privilege: Privilege;
  readonly title: Bilingual;
  /** Said when there is nothing yet. */
  readonly empty: Bilingual;
  /** Where all of them are. */
  readonly path: string;
  /** A hook. */
  readonly useItems: () => RecentItems;
}

type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** The words of one kind of notification. */
export type NotificationWords = (facts: Facts, tools: { readonly language: Language; readonly format: Format }) => { readonly title: string; readonly detail?: string };

export interface FeatureHotkey {
  readonly keys: string;
  readonly label: Bilingual;
  /** Beginning of the addresses where it works; everywhere when absent. */
  readonly where?: string;
}

export interface Feature {
  readonly key: string;
  readonly routes?: readonly FeatureRoute[];
  readonly navigation?: readonly NavigationEntry[];
  readonly palette?: { readonly commands?: readonly PaletteCommand[]; readonly providers?: readonly PaletteProvider[] };
  readonly home?: { readonly tiles?: readonly HomeTile[]; readonly lists?: readonly HomeList[] };
  /** By kind: `{ 'quoting.quote-saved': (facts, { format }) => … }`. */
  readonly notifications?: Readonly<Record<string, NotificationWords>>;
  /** Which answers become old when something happens on the server. */
  readonly live?: readonly LiveRule[];
  readonly hotkeys?: readonly FeatureHotkey[];
}

/** Declares a feature. Shells list it in their `features.ts`. */
export function defineFeature(feature: Feature): Feature {
  return feature;
}
