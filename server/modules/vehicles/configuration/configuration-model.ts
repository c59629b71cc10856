/**
 * Options, packs and colours of a car with the rules between them, made ready for questions at every key press.
 * Pure: the same rows give the same answers on the server and in the browser.
 */

export type OptionKind = 'option' | 'pack' | 'colour';

/** An option as a price list describes it. Rules name other options by code. */
export interface CarOption {
  readonly code: string;
  readonly kind: OptionKind;
  /** With VAT, at list. */
  readonly priceCents: number;
  /** All of these must be on the car as well. */
  readonly requires: readonly string[];
  /** Of each group at least one must be on the car as well. */
  readonly requiresAny: readonly (readonly string[])[];
  /** None of these may be on the car; holds in both directions, whoever says it. */
  readonly excludes: readonly string[];
  /** Delivered with this option at no further charge; choosing them as well is free. */
  readonly includes: readonly string[];
  /** Offered on these fuels alone; empty = on all. */
  readonly onlyFuels: readonly string[];
  /** Not offered on these fuels. */
  readonly notFuels: readonly string[];
  /** First day it can be ordered; null = from the beginning. */
  readonly validFrom: string | null;
  /** First day it can no longer be ordered; null = open. */
  readonly validTo: string | null;
}

/** Days between which the version is built: from the first, up to and without the second; null = open. */
export interface ProductionSpan {
  readonly from: string | null;
  readonly to: string | null;
}

/** The car and the day the options are asked for. */
export interface ConfigurationContext {
  readonly fuel: string;
  /** Calendar day of the order, 'YYYY-MM-DD'. */
  readonly onDay: string;
  /** A car to be built needs its colour: one of those offered, when there are any. False asks about the options alone. */
  readonly needsColour?: boolean;
}

/** An option with its rules as places in `ConfigurationModel.options`. */
export interface PlacedOption {
  readonly code: string;
  /** Undefined for a code that a rule names and no option has: such an option can never be on a car. */
  readonly listed: CarOption | undefined;
  readonly priceCents: number;
  /** Itself and all it brings along, through any number of packs. */
  readonly delivers: readonly number[];
  /** Itself and every option that brings it along. */
  readonly broughtBy: readonly number[];
  readonly requires: readonly number[];
  readonly requiresAny: readonly (readonly number[])[];
  readonly excludes: readonly number[];
}

/** Built by `configurationModel`; questions are asked with `checkConfiguration`, `possibleNext` and `repair`. */
export interface ConfigurationModel {
  readonly options: readonly PlacedOption[];
  readonly placeOf: ReadonlyMap<string, number>;
  readonly production: ProductionSpan;
}

const openSpan: ProductionSpan = { from: null, to: null };

/**
 * Makes a price list ready. Exclusions are completed in both directions, and colours exclude each other: a car has one.
 * Throws RangeError for a code listed twice and for packs that include each other in a circle (`rule-faults.ts` tells
 * such faults before a list is stored).
 */
export function configurationModel(listed: readonly CarOption[], production: ProductionSpan = openSpan): ConfigurationModel {
  const placeOf = new Map<string, number>();
  const codes: string[] = [];
  const place = (code: string): number => {
    const known = placeOf.get(code);
    if (known !== undefined) return known;
    placeOf.set(code, codes.length);
    return codes.push(code) - 1;
  };
  for (const option of listed) {
    if (placeOf.has(option.code)) throw new RangeError(`option ${option.code} is listed twice`);
    place(option.code);
  }
  const places = (names: readonly string[]) => [...new Set(names)].map(place);
  const rules = listed.map((option) => ({
    requires: places(option.requires),
    requiresAny: option.requiresAny.filter((group) => group.length > 0).map(places),
    excludes: places(option.excludes),
    includes: places(option.includes),
  }));
  const excluded = codes.map(() => new Set<number>());
  rules.forEach((rule, at) => {
    for (const other of rule.excludes) {
      excluded[at]?.add(other);
      excluded[other]?.add(at);
    }
  });
  const colours = listed.flatMap((option, at) => (option.kind === 'colour' ? [at] : []));
  for (const one of colours) for (const other of colours) if (one !== other) excluded[one]?.add(other);
  const delivers = codes.map((_, at) => deliveredBy(at, (from) => rules[from]?.includes ?? [], codes));
  const broughtBy = codes.map((): number[] => []);
  delivers.forEach((all, at) => {
    for (const one of all) broughtBy[one]?.push(at);
  });
  const options = codes.map((code, at): PlacedOption => ({
    code,
    listed: listed[at],
    priceCents: listed[at]?.priceCents ?? 0,
    delivers: delivers[at] ?? [],
    broughtBy: broughtBy[at] ?? [],
    requires: rules[at]?.requires ?? [],
    requiresAny: rules[at]?.requiresAny ?? [],
    excludes: [...(excluded[at] ?? [])].toSorted((a, b) => a - b),
  }));
  return { options, placeOf, production };
}

/** Itself first, then everything included, each once. */
function deliveredBy(start: number, includes: (place: number) => readonly number[], codes: readonly string[]): number[] {
  const found = [start];
  const seen = new Set(found);
  for (let at = 0; at < found.length; at += 1) {
    for (const next of includes(found[at] ?? 0)) {
      if (next === start) throw new RangeError(`option ${codes[start] ?? ''} includes itself`);
      if (!seen.has(next)) {
        seen.add(next);
        found.push(next);
      }
    }
  }
  return found;
}
