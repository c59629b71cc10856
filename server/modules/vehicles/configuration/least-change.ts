/**
 * Search for the smallest change that makes a choice of options buildable. Pure.
 *
 * From the choice as it stands, one fault is taken and every way of lifting it is tried: add an option that brings what is
 * missing, or take away all that brings what is too much. A way only ever moves away from the first choice (what it held
 * may go, what it lacked may come), so any buildable choice can be reached along a path of faults lifted towards it, and
 * walking by the number of changes meets the smallest first.
 */
import { checkPlaces, offerFault, type ConfigurationFault } from './check-configuration.ts';
import type { ConfigurationContext, ConfigurationModel } from './configuration-model.ts';

export interface SearchTask {
  readonly start: ReadonlySet<number>;
  /** Must be chosen at the end. */
  readonly wanted?: number | undefined;
  /** Must not be on the car at the end. */
  readonly unwanted?: number | undefined;
}

/** `never`: no buildable choice fulfils the task. `too_far`: none was met among the first `mostStates` choices looked at. */
export type SearchEnd = { readonly end: 'found'; readonly chosen: ReadonlySet<number>; readonly priceCents: number } | { readonly end: 'never' | 'too_far' };

/** A tangle of rules that no price list has; it keeps one key press from holding a processor. */
const mostStates = 20_000;

interface Choice {
  readonly chosen: ReadonlySet<number>;
  readonly removed: number;
}

const keyOf = (chosen: ReadonlySet<number>) => [...chosen].toSorted((a, b) => a - b).join(',');

/** By place: brings along something not offered on this car and day, and so can be taken away but never added. */
export function notOffered(model: ConfigurationModel, context: ConfigurationContext): readonly boolean[] {
  const faulty = model.options.map((_, place) => offerFault(model, place, context) !== undefined);
  return model.options.map((option) => option.delivers.some((one) => faulty[one]));
}

/** The buildable choice with the fewest changes; among equals the fewest removals, then the lowest price, then the order of the list. */
export function leastChange(model: ConfigurationModel, task: SearchTask, context: ConfigurationContext, neverAdded: readonly boolean[] = notOffered(model, context)): SearchEnd {
  if (task.wanted !== undefined && neverAdded[task.wanted] === true) return { end: 'never' };
  const levels: Choice[][] = [];
  const seen = new Set<string>();
  const push = (choice: ReadonlySet<number>) => {
    const key = keyOf(choice);
    if (seen.has(key)) return;
    seen.add(key);
    const removed = [...task.start].filter((place) => !choice.has(place)).length;
    const changes = choice.size - task.start.size + 2 * removed;
    (levels[changes] ??= []).push({ chosen: choice, removed });
  };
  push(firstChoice(model, task));
  for (let level = 0; level < levels.length; level += 1) {
    let best: { choice: Choice; priceCents: number } | undefined;
    for (const choice of levels[level] ?? []) {
      const { ok, priceCents, faults } = checkPlaces(model, choice.chosen, context);
      if (ok) {
        if (best === undefined || isBetter({ choice, priceCents }, best)) best = { choice, priceCents };
      } else if (best === undefined) {
        for (const next of fewestWays(model, choice.chosen, task, neverAdded, faults)) push(next);
      }
      if (seen.size > mostStates) return { end: 'too_far' };
    }
    if (best !== undefined) return { end: 'found', chosen: best.choice.chosen, priceCents: best.priceCents };
  }
  return { end: 'never' };
}

function firstChoice(model: ConfigurationModel, { start, wanted, unwanted }: SearchTask): Set<number> {
  const first = new Set(start);
  if (wanted !== undefined) first.add(wanted);
  if (unwanted !== undefined) for (const place of model.options[unwanted]?.broughtBy ?? []) first.delete(place);
  return first;
}

function isBetter(one: { choice: Choice; priceCents: number }, other: { choice: Choice; priceCents: number }): boolean {
  if (one.choice.removed !== other.choice.removed) return one.choice.removed < other.choice.removed;
  if (one.priceCents !== other.priceCents) return one.priceCents < other.priceCents;
  return inListOrder(one.choice.chosen, other.choice.chosen) < 0;
}

/** Compares two choices by the first place in which they differ: the one that holds it comes first. */
function inListOrder(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const differing = [...one].filter((place) => !other.has(place)).concat([...other].filter((place) => !one.has(place)));
  return one.has(Math.min(...differing)) ? -1 : 1;
}

/** The choices that follow from lifting one fault: the fault with the fewest ways is as good as any, and quickest. */
function fewestWays(model: ConfigurationModel, chosen: ReadonlySet<number>, task: SearchTask, neverAdded: readonly boolean[], faults: readonly ConfigurationFault[]): ReadonlySet<number>[] {
  let fewest: ReadonlySet<number>[] | undefined;
  for (const fault of faults) {
    const ways = waysOut(model, chosen, task, neverAdded, fault);
    if (fewest === undefined || ways.length < fewest.length) fewest = ways;
    if (fewest.length === 0) break;
  }
  return fewest ?? [];
}

function waysOut(model: ConfigurationModel, chosen: ReadonlySet<number>, task: SearchTask, neverAdded: readonly boolean[], fault: ConfigurationFault): ReadonlySet<number>[] {
  const place = model.placeOf.get(fault.option ?? '') ?? -1;
  const others = fault.others.map((code) => model.placeOf.get(code) ?? -1);
  const without = (unfit: number): ReadonlySet<number>[] => {
    const bringers = (model.options[unfit]?.broughtBy ?? []).filter((one) => chosen.has(one));
    if (bringers.some((one) => one === task.wanted || !task.start.has(one))) return [];
    return [new Set([...chosen].filter((one) => !bringers.includes(one)))];
  };
  const brings = (one: number, unwanted: number | undefined) => unwanted !== undefined && (model.options[one]?.delivers.includes(unwanted) ?? false);
  const withOne = (missing: number): ReadonlySet<number>[] =>
    (model.options[missing]?.broughtBy ?? []).filter((one) => neverAdded[one] !== true && !task.start.has(one) && !brings(one, task.unwanted)).map((one) => new Set([...chosen, one]));
  switch (fault.code) {
    // One of the missing (one of the others) is enough for a step: the rest shows as the next fault.
    case 'missing_required':
      return [...without(place), ...withOne(others[0] ?? -1)];
    case 'missing_one_of':
      return [...without(place), ...others.flatMap(withOne)];
    // A colour not offered may stand on the car at the end of no way, so those offered are all there are.
    case 'missing_colour':
      return others.flatMap(withOne);
    case 'excluded_together':
      return [...without(place), ...without(others[0] ?? -1)];
    default:
      return without(place);
  }
}

/** Whether some buildable car has the option: told quickly for most, by search for the rest. */
export function canEverBe(model: ConfigurationModel, place: number, context: ConfigurationContext, neverAdded: readonly boolean[]): boolean {
  if (neverAdded[place] === true) return false;
  if (checkPlaces(model, new Set([place]), context).ok) return true;
  return leastChange(model, { start: new Set(), wanted: place }, context, neverAdded).end !== 'never';
}
