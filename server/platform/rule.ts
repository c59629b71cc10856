/**
 * The language in which modules say who may do what with their objects. Rules are data: the module identity compiles them to a
 * predicate and to a condition of SQL, keeps every version of the table and explains its decisions. Pure and importable by the web.
 */

/** How far from the actor's place an object may stand. */
export type ScopeRule =
  /** Anywhere in the tenant. */
  | 'tenant'
  /** At or below the node whose own records the actor sees. */
  | 'scope'
  /** At or below the node whose shared things the actor sees: the dealer of a seller, else the scope. */
  | 'reach'
  /** On the way from the company down to the actor's node, or below it: what is said to a part of the network holds for those in it. */
  | 'way'
  /** Made by the acting personality itself. */
  | 'own'
  /** The acting personality takes part in it. */
  | 'participant';

/** What must hold of the object besides its place. A fact that is not known fulfils nothing. */
export type RuleCondition =
  | { readonly when: 'state'; readonly in: readonly string[] }
  /** Made by the acting personality. */
  | { readonly when: 'own' }
  /** Four eyes: made neither by the human who acts nor by the one he stands in for, in whichever personality. */
  | { readonly when: 'not-own' }
  /** Not above the limit of the delegation under which the actor stands in for somebody; without one nothing is limited. */
  | { readonly when: 'within-limit' }
  /** Its last day is not past. */
  | { readonly when: 'still-open' }
  /** Not as somebody's stand-in. */
  | { readonly when: 'in-person' };

export interface Rule {
  /** A privilege (`quoting.quote.read`) or a deed of its own name (`quoting.quote.share`). */
  readonly action: string;
  /** Privilege that must be held; the action itself when absent. Null: whoever is signed in, the rest decides. */
  readonly privilege?: string | null;
  readonly objectKind: string;
  readonly scope: ScopeRule;
  readonly conditions?: readonly RuleCondition[];
}

/** What rules may ask about an object. */
export interface ObjectFacts {
  readonly tenantId: number;
  readonly nodeId?: number | null | undefined;
  readonly ownerPersonalityId?: string | null | undefined;
  readonly ownerAccountId?: string | null | undefined;
  readonly participantIds?: readonly string[] | undefined;
  readonly state?: string | null | undefined;
  readonly amountCents?: number | null | undefined;
  /** Last calendar day on which it stands. */
  readonly lastDay?: string | null | undefined;
}

/** Kind under which a whole function of the program stands: what its door asks, without an object. */
export const functionKind = 'function';

/** A decision as the audit row of its deed keeps it: enough to make it again. */
export type Decision = {
  readonly action: string;
  readonly objectKind: string;
  readonly facts: ObjectFacts;
  /** Calendar day of the decision. */
  readonly on: string;
  readonly allowed: boolean;
};

interface Words {
  readonly it: string;
  readonly en: string;
}

/** A kind of object, its rules, and how one of its objects is found by whoever asks about it. */
export interface RuledKind<Ctx = unknown> {
  /** As the audit trail names it: `quote`. */
  readonly kind: string;
  readonly name: Words;
  /** What is done, by action. */
  readonly actions: Readonly<Record<string, Words>>;
  readonly rules: readonly Rule[];
  /** One object as far as the asker may see it, by its id or number; absent where objects cannot be named. */
  readonly find?: (ctx: Ctx, idOrNumber: string) => Promise<{ readonly label: string; readonly facts: ObjectFacts } | undefined>;
}
