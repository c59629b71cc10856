import { AppError } from '#platform/errors';
import type { Exchange, Session } from '#platform/http/route';

/** The session behind a request at the gate. Throws not_signed_in. */
export function sessionOf(exchange: Pick<Exchange, 'session'>): Session {
  if (exchange.session === undefined) throw new AppError('not_signed_in');
  return exchange.session;
}
