/** Counters of failures at the doors, shared by all processes. */
import { createHash } from 'node:crypto';
import type { Tx } from '#platform/context';
import { AppError } from '#platform/errors';
import { sql } from '#platform/sql';
import { throttleKinds, throttleRulesOf, waitAfter, type ThrottleDoor, type ThrottleKind } from './throttle.ts';

/** What an attempt counts against. The account name is the one typed, existing or not. */
export interface Attempt {
  /** Each door has counters of its own; that of passwords when absent. */
  readonly door?: ThrottleDoor;
  /** Undefined where nobody is named: only the network and everybody are counted. */
  readonly loginName: string | undefined;
  readonly network: string;
  /** Hash of the browser's token where the account knows it: that browser's failures are counted apart. */
  readonly device?: string | undefined;
}

function keyOf(kind: ThrottleKind, attempt: Attempt): Buffer {
  const text = kind === 'account' ? (attempt.device === undefined ? (attempt.loginName ?? '') : `${attempt.loginName} ${attempt.device}`) : kind === 'network' ? attempt.network : 'everybody';
  const door = attempt.door ?? 'password';
  return createHash('sha256').update(door === 'password' ? text : `${door} ${text}`).digest();
}

/** Throws too_many_requests with the seconds to wait while any of the attempt's counters is blocked. */
export async function refuseWhileBlocked(tx: Tx, attempt: Attempt, now: Date): Promise<void> {
  const { until } = await tx.row<{ until: Date | null }>(sql`
    select max(f.blocked_until) as until from identity.sign_in_failures f
    where f.blocked_until > ${now} and (f.kind, f.key) in (('account', ${keyOf('account', attempt)}), ('network', ${keyOf('network', attempt)}), ('everybody', ${keyOf('everybody', attempt)}))`);
  if (until !== null) throw new AppError('too_many_requests', 'sign-in throttled', { retryAfterSeconds: Math.ceil((until.getTime() - now.getTime()) / 1000) });
}

/** One attempt on a name at a time, over all processes: guesses sent together must not be looked at before the first is counted. */
export async function queueAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(740215021, hashtext(${attempt.loginName}))`);
}

/** Counts a failure against account name, network and everybody, in this order so that twins cannot block each other. */
export async function countFailure(tx: Tx, attempt: Attempt, now: Date): Promise<void> {
  for (const kind of throttleKinds) {
    if (kind === 'account' && attempt.loginName === undefined) continue;
    const rule = throttleRulesOf(attempt.door ?? 'password')[kind];
    const key = keyOf(kind, attempt);
    const forgottenBefore = new Date(now.getTime() - rule.forgetAfterSeconds * 1000);
    const { failures } = await tx.row<{ failures: number }>(sql`
      insert into identity.sign_in_failures as f (kind, key, failures, last_at) values (${kind}, ${key}, 1, ${now})
      on conflict (kind, key) do update set failures = case when f.last_at < ${forgottenBefore} then 1 else f.failures + 1 end, last_at = excluded.last_at
      returning f.failures`);
    const seconds = waitAfter(failures, rule);
    if (seconds > 0) {
      await tx.run(sql`update identity.sign_in_failures set blocked_until = ${new Date(now.getTime() + seconds * 1000)} where kind = ${kind} and key = ${key}`);
    }
  }
}

/** A right password wipes the account's count; those of network and everybody fade with time. */
export async function forgetFailures(tx: Tx, attempt: Attempt): Promise<void> {
  await tx.run(sql`delete from identity.sign_in_failures where kind = 'account' and key = ${keyOf('account', attempt)}`);
}

/** Throws away counters that no rule looks at any more. */
export async function forgetOldFailures(tx: Tx, before: Date): Promise<number> {
  return tx.run(sql`delete from identity.sign_in_failures where last_at < ${before}`);
}
