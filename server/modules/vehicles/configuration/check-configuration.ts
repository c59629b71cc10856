/** Whether a choice of options makes a car that can be built, what it costs, and if not, why not. Pure. */
import type { ConfigurationContext, ConfigurationModel } from './configuration-model.ts';

export type ConfigurationFaultCode =
  /** The version itself is not built on the day; `option` is null. */
  | 'version_not_produced'
  /** A car to be built has no colour yet; `others` lists those offered on it, `option` is null. */
  | 'missing_colour'
  /** No option of this version has the code. */
  | 'unknown_option'
  /** Not offered with the car's fuel; `others` lists the fuels it is offered on, when the list names them. */
  | 'not_for_fuel'
  /** Can be ordered from `day` on. */
  | 'not_yet_offered'
  /** Could be ordered before `day`. */
  | 'no_longer_offered'
  /** Needs all of `others`, which are missing. */
  | 'missing_required'
  /** Needs one of `others`, and none is there. */
  | 'missing_one_of'
  /** Cannot stand on the same car as `others`. */
  | 'excluded_together';

export interface ConfigurationFault {
  readonly code: ConfigurationFaultCode;
  /** The option at fault; null when it is the version. */
  readonly option: string | null;
  readonly others: readonly string[];
  /** Chosen packs that bring the option along when it was not chosen itself. */
  readonly broughtBy: readonly string[];
  /** Calendar day of a fault of dates; else null. */
  readonly day: string | null;
}

export interface CheckedConfiguration {
  /** True when the car can be built as chosen. */
  readonly ok: boolean;
  /** Price of the options with VAT: those brought along by a chosen pack are free, also when chosen. */
  readonly priceCents: number;
  /** Options chosen, in the order of the list, each with what it costs here: nothing when a chosen pack brings it along. */
  readonly charged: readonly { readonly option: string; readonly cents: number }[];
  /** Options on the car that were not chosen themselves, in the order of the list. */
  readonly included: readonly string[];
  /** In the order of the list; each pair that excludes each other is told once, at the first of the two. */
  readonly faults: readonly ConfigurationFault[];
}

/** Checks the options chosen. The order of `chosen` does not matter and a code twice counts once. */
export function checkConfiguration(model: ConfigurationModel, chosen: readonly string[], context: ConfigurationContext): CheckedConfiguration {
  const { places, unknown } = placesOf(model, chosen);
  const checked = checkPlaces(model, places, context);
  const first = [...versionFaults(model, context), ...unknown.map((code) => ({ ...nothingElse, code: 'unknown_option' as const, option: code }))];
  return first.length === 0 ? checked : { ...checked, ok: false, faults: [...first, ...checked.faults] };
}

const nothingElse = { others: [], broughtBy: [], day: null };

/** Places of the codes chosen, and the codes nobody knows. */
export function placesOf(model: ConfigurationModel, chosen: readonly string[]): { places: Set<number>; unknown: string[] } {
  const places = new Set<number>();
  const unknown = new Set<string>();
  for (const code of chosen) {
    const place = model.placeOf.get(code);
    if (place === undefined) unknown.add(code);
    else places.add(place);
  }
  return { places, unknown: [...unknown] };
}

/** The version is built on the day, or a fault that says when. */
export function versionFaults({ production: { from, to } }: ConfigurationModel, { onDay }: ConfigurationContext): ConfigurationFault[] {
  if (from !== null && onDay < from) return [{ ...nothingElse, code: 'version_not_produced', option: null, day: from }];
  if (to !== null && onDay >= to) return [{ ...nothingElse, code: 'version_not_produced', option: null, day: to }];
  return [];
}

/** How often each option is delivered by the options chosen: 0 = not on the car, more than 1 = brought along too. */
function countDelivered(model: ConfigurationModel, chosen: Iterable<number>): Uint16Array {
  const counts = new Uint16Array(model.options.length);
  for (const place of chosen) for (const delivered of model.options[place]?.delivers ?? []) counts[delivered] = (counts[delivered] ?? 0) + 1;
  return counts;
}

/** `checkConfiguration` on places, without the version's own dates. */
export function checkPlaces(model: ConfigurationModel, chosen: ReadonlySet<number>, context: ConfigurationContext): CheckedConfiguration {
  const counts = countDelivered(model, chosen);
  const on = (place: number) => (counts[place] ?? 0) > 0;
  const codeOf = (place: number) => model.options[place]?.code ?? '';
  const faults: ConfigurationFault[] = [];
  const included: string[] = [];
  const charged: { option: string; cents: number }[] = [];
  model.options.forEach((option, place) => {
    if (!on(place)) return;
    const isChosen = chosen.has(place);
    if (!isChosen) included.push(option.code);
    else charged.push({ option: option.code, cents: counts[place] === 1 ? option.priceCents : 0 });
    const broughtBy = () => (isChosen ? [] : option.broughtBy.filter((pack) => chosen.has(pack)).map(codeOf));
    const tell = (code: ConfigurationFaultCode, others: readonly string[], day: string | null = null) => faults.push({ code, option: option.code, others, broughtBy: broughtBy(), day });
    const offered = offerFault(model, place, context);
    if (offered !== undefined) tell(offered.code, offered.others, offered.day);
    const missing = option.requires.filter((other) => !on(other));
    if (missing.length > 0) tell('missing_required', missing.map(codeOf));
    for (const group of option.requiresAny) if (!group.some(on)) tell('missing_one_of', group.map(codeOf));
    const clashes = option.excludes.filter((other) => other >= place && on(other));
    if (clashes.length > 0) tell('excluded_together', clashes.map(codeOf));
  });
  faults.push(...colourFaults(model, on, context));
  return { ok: faults.length === 0, priceCents: charged.reduce((sum, { cents }) => sum + cents, 0), charged, included, faults };
}

/** A car to be built has a colour, when its list offers one on this fuel and day. */
function colourFaults(model: ConfigurationModel, on: (place: number) => boolean, context: ConfigurationContext): ConfigurationFault[] {
  if (context.needsColour !== true) return [];
  const colours = model.options.flatMap(({ listed }, place) => (listed?.kind === 'colour' ? [place] : []));
  if (colours.some(on)) return [];
  const offered = colours.filter((place) => offerFault(model, place, context) === undefined);
  return offered.length === 0 ? [] : [{ ...nothingElse, code: 'missing_colour', option: null, others: offered.map((place) => model.options[place]?.code ?? '') }];
}

/** Why an option is not offered on this car and day at all, whatever else is chosen; undefined when it is. */
export function offerFault(model: ConfigurationModel, place: number, { fuel, onDay }: ConfigurationContext): Pick<ConfigurationFault, 'code' | 'others' | 'day'> | undefined {
  const listed = model.options[place]?.listed;
  if (listed === undefined) return { code: 'unknown_option', others: [], day: null };
  if ((listed.onlyFuels.length > 0 && !listed.onlyFuels.includes(fuel)) || listed.notFuels.includes(fuel)) return { code: 'not_for_fuel', others: listed.onlyFuels, day: null };
  if (listed.validFrom !== null && onDay < listed.validFrom) return { code: 'not_yet_offered', others: [], day: listed.validFrom };
  if (listed.validTo !== null && onDay >= listed.validTo) return { code: 'no_longer_offered', others: [], day: listed.validTo };
  return undefined;
}
