import { withoutMinusZero } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { LawRule } from './law-rules.ts';

/** The row of a key in force on a day, or null. Dates compare as text; when two rows overlap the later beginning wins. What is no list of rows has none. */
export function ruleInForce(rules: readonly LawRule[], key: string, on: string): LawRule | null {
  if (!Array.isArray(rules) || typeof on !== 'string') return null;
  let found: LawRule | null = null;
  for (const rule of rules as readonly LawRule[]) {
    if (typeof rule?.validFrom !== 'string' || (rule.validTo !== null && typeof rule.validTo !== 'string')) continue;
    if (rule.key !== key || rule.validFrom > on || (rule.validTo !== null && rule.validTo < on)) continue;
    if (found === null || rule.validFrom > found.validFrom) found = rule;
  }
  return withoutMinusZero(found);
}

const highestValue = 1_000_000_000;

/** Reads several rows of one day at once; a missing one is a refusal that names it, so that no figure rests on a rule nobody entered. */
export class RuleReader {
  missing: Refusal | null = null;
  private readonly rules: readonly LawRule[];
  private readonly on: string;

  constructor(rules: readonly LawRule[], on: string) {
    this.rules = rules;
    this.on = on;
  }

  private find(key: string): LawRule | null {
    const rule = ruleInForce(this.rules, key, this.on);
    if (rule === null) this.missing ??= refuse('rule_missing', `rules.${key}`);
    return rule;
  }

  number(key: string): number {
    const value = this.find(key)?.value ?? 0;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= highestValue) return value;
    this.missing ??= refuse('number_out_of_range', `rules.${key}`);
    return 0;
  }

  text(key: string): string {
    return String(this.find(key)?.value ?? '');
  }

  article(key: string): string {
    return this.find(key)?.article ?? '';
  }
}
