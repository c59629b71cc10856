/** Who may do what with quotes. */
import type { RuleColumns } from '#identity';
import type { Rule, RuleCondition } from '#platform/rule';
import { sql } from '#platform/sql';

const objectKind = 'quote';
const [read, write, print] = ['quoting.quote.read', 'quoting.quote.write', 'quoting.quote.print'] as const;

/** Whoever writes or prints quotes sees them, too. */
export const readQuotes = [
  { action: read, objectKind, scope: 'scope' },
  { action: read, privilege: write, objectKind, scope: 'scope' },
  { action: read, privilege: print, objectKind, scope: 'scope' },
] as const satisfies readonly Rule[];

const writes = (action: string, ...conditions: readonly RuleCondition[]): Rule => ({ action, privilege: write, objectKind, scope: 'scope', ...(conditions.length === 0 ? {} : { conditions }) });

export const followUps: Rule = writes('quoting.quote.follow-up');

export const quoteRules: readonly Rule[] = [
  ...readQuotes,
  writes('quoting.quote.save', { when: 'within-limit' }),
  writes('quoting.quote.revise', { when: 'within-limit' }),
  writes('quoting.quote.share', { when: 'within-limit' }, { when: 'still-open' }),
  writes('quoting.quote.end-share'),
  writes('quoting.quote.mail', { when: 'within-limit' }, { when: 'still-open' }),
  followUps,
  writes('quoting.precontract.deliver'),
  { action: print, objectKind, scope: 'scope' },
];

/** Facts of a row of `quoting.quotes q`. */
export const quoteColumns: RuleColumns = { tenantId: sql`q.tenant_id`, nodeId: sql`q.node_id`, amountCents: sql`q.total_credit_cents`, lastDay: sql`q.expires_on` };
