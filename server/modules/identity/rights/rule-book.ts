import { functionKind, type Rule, type RuledKind } from '#platform/rule';
import { compileRules, type RuleTable } from './rule-table.ts';

/** Raised when the meaning of the language changes, so that old decisions are made again with old meanings or said to be beyond it. */
const languageVersion = 1;

/** Every rule of the program, gathered from its modules. */
export interface RuleBook<Ctx = unknown> {
  readonly kinds: readonly RuledKind<Ctx>[];
  readonly table: RuleTable;
  /** What a version of the book is: equal contents decide alike. */
  readonly content: RuleBookContent;
}

export interface RuleBookContent {
  readonly language: number;
  readonly rules: readonly Rule[];
}

interface Ruling<Ctx> {
  readonly privileges?: readonly { readonly key: string; readonly it: string; readonly en: string }[];
  readonly ruled?: readonly RuledKind<Ctx>[];
}

/** Gathers the rules of modules. Each privilege also opens the functions that ask for it alone. */
export function gatherRules<Ctx>(modules: readonly Ruling<Ctx>[]): RuleBook<Ctx> {
  const privileges = modules.flatMap((module) => module.privileges ?? []);
  const functions: RuledKind<Ctx> = {
    kind: functionKind,
    name: { it: 'Funzione del programma', en: 'Function of the program' },
    actions: Object.fromEntries(privileges.map(({ key, it, en }) => [key, { it, en }])),
    rules: privileges.map(({ key }) => ({ action: key, objectKind: functionKind, scope: 'tenant' })),
  };
  const kinds = [...modules.flatMap((module) => module.ruled ?? []), functions];
  const rules = kinds.flatMap((kind) => kind.rules);
  return { kinds, table: compileRules(rules), content: { language: languageVersion, rules: rules.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) } };
}

/** Whether this program still knows what the words of that version mean. */
export function isReadable(content: RuleBookContent): boolean {
  return content.language === languageVersion;
}
