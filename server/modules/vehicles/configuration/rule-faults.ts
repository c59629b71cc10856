/** Faults of a price list's own rules, told before it is stored, row by row. Pure. */
import type { CarOption } from './configuration-model.ts';

export interface RuleFault {
  readonly code:
    | 'duplicate_code'
    /** A rule names `others`, which the list does not have. */
    | 'unknown_code'
    /** Brings itself along through `others`. */
    | 'includes_in_circle'
    /** Excludes what it needs or brings along, also through other options. */
    | 'excludes_what_it_needs'
    /** Ends on or before the day it begins. */
    | 'dates_reversed';
  readonly option: string;
  readonly others: readonly string[];
}

/** What is wrong with the rules, in the order of the list; empty for a list `configurationModel` accepts. */
export function ruleFaults(options: readonly CarOption[]): RuleFault[] {
  const byCode = new Map(options.map((option) => [option.code, option]));
  const excluding = new Set(options.flatMap(({ code, excludes }) => excludes.flatMap((other) => [`${code} ${other}`, `${other} ${code}`])));
  const faults: RuleFault[] = [];
  const seen = new Set<string>();
  for (const option of options) {
    const { code } = option;
    if (seen.has(code)) faults.push({ code: 'duplicate_code', option: code, others: [] });
    seen.add(code);
    const named = [...option.requires, ...option.requiresAny.flat(), ...option.excludes, ...option.includes];
    const unknown = [...new Set(named)].filter((other) => !byCode.has(other));
    if (unknown.length > 0) faults.push({ code: 'unknown_code', option: code, others: unknown });
    const brought = reached(option.includes, (next) => byCode.get(next)?.includes ?? []);
    if (brought.has(code)) faults.push({ code: 'includes_in_circle', option: code, others: [...brought].filter((other) => other !== code) });
    const needed = [code, ...reached([...option.requires, ...option.includes], (next) => [...(byCode.get(next)?.requires ?? []), ...(byCode.get(next)?.includes ?? [])])];
    const clashing = [...new Set(needed.filter((one) => needed.some((other) => excluding.has(`${one} ${other}`))))];
    if (clashing.length > 0) faults.push({ code: 'excludes_what_it_needs', option: code, others: clashing });
    if (option.validFrom !== null && option.validTo !== null && option.validTo <= option.validFrom) faults.push({ code: 'dates_reversed', option: code, others: [] });
  }
  return faults;
}

function reached(start: readonly string[], next: (code: string) => readonly string[]): Set<string> {
  const found = new Set(start);
  for (const code of found) for (const further of next(code)) found.add(further);
  return found;
}
