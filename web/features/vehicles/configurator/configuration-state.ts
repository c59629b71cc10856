/** A choice of options as the configurator shows it, by the server's rows and rules, computed here at every key. Pure. */
import {
  checkConfiguration, configurationModel, possibleNext, repair, type CheckedConfiguration, type ConfigurationContext, type ConfigurationModel, type ListedOption, type OptionStanding, type Repair,
  type VersionOptions,
} from '#vehicles/api';

export interface ConfiguredOption {
  readonly code: string;
  readonly name: string;
  /** What it costs here, with VAT: nothing when a chosen pack brings it along. */
  readonly priceCents: number;
}

/** What the configurator tells its page after every change. */
export interface ConfiguredChoice {
  /** Codes chosen, in the order of the list. */
  readonly chosen: readonly string[];
  /** The car can be built as chosen. */
  readonly ok: boolean;
  readonly options: readonly ConfiguredOption[];
  readonly optionsCents: number;
}

export interface Pricelist {
  readonly list: VersionOptions;
  readonly model: ConfigurationModel;
  readonly context: ConfigurationContext;
  readonly byCode: ReadonlyMap<string, ListedOption>;
}

export function pricelist(list: VersionOptions): Pricelist {
  return {
    list,
    model: configurationModel(list.options, { from: list.technical.producedFrom, to: list.technical.producedTo }),
    context: { fuel: list.version.fuel, onDay: list.onDay, needsColour: true },
    byCode: new Map(list.options.map((option) => [option.code, option])),
  };
}

export interface OptionGroup {
  readonly key: string;
  readonly kind: ListedOption['kind'];
  /** Category of the options; for colours and packs the kind says it. */
  readonly category: string;
  readonly lines: readonly { readonly option: ListedOption; readonly standing: OptionStanding }[];
}

export interface ConfigurationState {
  readonly checked: CheckedConfiguration;
  readonly groups: readonly OptionGroup[];
  readonly choice: ConfiguredChoice;
}

/** Options for another fuel alone are left out: no choice on this car ever makes them possible. */
function isForThisFuel({ onlyFuels, notFuels }: ListedOption, fuel: string): boolean {
  return (onlyFuels.length === 0 || onlyFuels.includes(fuel)) && !notFuels.includes(fuel);
}

export function configurationState({ list, model, context, byCode }: Pricelist, chosen: readonly string[]): ConfigurationState {
  const checked = checkConfiguration(model, chosen, context);
  const groups = new Map<string, { kind: ListedOption['kind']; category: string; lines: { option: ListedOption; standing: OptionStanding }[] }>();
  for (const standing of possibleNext(model, chosen, context)) {
    const option = byCode.get(standing.option);
    if (option === undefined || (standing.state === 'open' && !isForThisFuel(option, list.version.fuel))) continue;
    const key = option.kind === 'option' ? `option ${option.category}` : option.kind;
    const group = groups.get(key) ?? { kind: option.kind, category: option.category, lines: [] };
    group.lines.push({ option, standing });
    groups.set(key, group);
  }
  return { checked, groups: [...groups].map(([key, group]) => ({ key, ...group })), choice: choiceOf(checked, byCode) };
}

function choiceOf(checked: CheckedConfiguration, byCode: Pricelist['byCode']): ConfiguredChoice {
  return {
    chosen: checked.charged.map(({ option }) => option),
    ok: checked.ok,
    options: checked.charged.map(({ option, cents }) => ({ code: option, name: byCode.get(option)?.name ?? option, priceCents: cents })),
    optionsCents: checked.priceCents,
  };
}

/** What pressing an option leads to: a new choice at once, a change that is asked first, or nothing. */
export type Pressed =
  | { readonly kind: 'now'; readonly chosen: readonly string[] }
  | { readonly kind: 'ask'; readonly repair: Extract<Repair, { ok: true }> }
  | { readonly kind: 'never'; readonly reason: 'never' | 'too_far' };

export function press({ model, context, byCode }: Pricelist, chosen: readonly string[], standing: OptionStanding): Pressed {
  const { option, state } = standing;
  const without = chosen.filter((code) => code !== option);
  if (standing.press === 'now') return { kind: 'now', chosen: state === 'chosen' ? without : [...without, option] };
  const isColour = (code: string) => byCode.get(code)?.kind === 'colour';
  // The last colour stays off until another is chosen: the page says that one is missing.
  if (state === 'chosen' && isColour(option) && standing.faults.every(({ code }) => code === 'missing_colour')) return { kind: 'now', chosen: without };
  // While no colour is chosen the change proposes none: which one is the customer's choice, and the page asks for it.
  const mended = repair(model, chosen, state === 'chosen' ? { drop: option } : { choose: option }, { ...context, needsColour: chosen.some(isColour) });
  if (!mended.ok) return { kind: 'never', reason: mended.reason };
  // Another colour takes the place of the first: nobody needs to be asked. Nor where only the colour was missing already.
  const others = [...mended.add.filter((code) => code !== option), ...mended.remove.filter((code) => code !== option)];
  if (isColour(option) && state === 'open' && others.every(isColour)) return { kind: 'now', chosen: [...without.filter((code) => !isColour(code)), option] };
  return { kind: 'ask', repair: mended };
}
