import type { FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';

/** Bodies are read as they are sent: a packed one is refused by name instead of being taken for broken JSON. */
export function refusePackedBody(request: FastifyRequest): void {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity') throw new AppError('encoding_not_accepted', `content-encoding ${encoding}`);
}
