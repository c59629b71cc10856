import type { FastifyReply, FastifyRequest } from 'fastify';

export interface SessionCookie {
  readonly name: string;
  read(request: FastifyRequest): string | undefined;
  set(reply: FastifyReply, token: string): void;
  clear(reply: FastifyReply): void;
}

/** The session cookie: `__Host-` and Secure when the public address is https, Lax and HttpOnly always, no expiry of its own. */
export function createSessionCookie(secure: boolean): SessionCookie {
  const name = secure ? '__Host-volano' : 'volano';
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    name,
    read: (request) => {
      const value = request.cookies[name];
      return value !== undefined && /^[\w-]{20,200}$/.test(value) ? value : undefined;
    },
    set: (reply, token) => void reply.setCookie(name, token, attributes),
    clear: (reply) => void reply.clearCookie(name, attributes),
  };
}
