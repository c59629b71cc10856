/** What a rule may ask about whoever acts. */
export interface ActorFacts {
  readonly tenantId: number;
  readonly accountId: string | null;
  readonly personalityId: string | null;
  readonly privileges: ReadonlySet<string>;
  readonly scopeNodeId: number;
  readonly reachNodeId: number;
  /** The account whose place the actor takes; null when acting as oneself. */
  readonly onBehalfOfAccountId: string | null;
  /** Limit of the delegation; null without one. */
  readonly amountLimitCents: number | null;
}

/** The tree as far as a decision needs it: is `node` at or below `root`? */
export type IsBelow = (node: number, root: number) => boolean;
