import type { FastifyReply, FastifyRequest } from 'fastify';

export interface SessionCookie {
  readonly name: string;
  read(request: FastifyRequest): string | undefined;
  set(reply: FastifyReply, token: string): void;
  clear(reply: FastifyReply): void;
  readDevice(request: FastifyRequest): string | undefined;
  setDevice(reply: FastifyReply, token: string): void;
}

/** Browsers keep a cookie four hundred days at most. */
const deviceSeconds = 400 * 86_400;

/**
 * The session cookie: `__Host-` and Secure when the public address is https, Lax and HttpOnly always, no expiry of its own.
 * Beside it a long one that stays when a session ends and names the browser, so that a sign-in from another can be told.
 */
export function createSessionCookie(secure: boolean): SessionCookie {
  const name = secure ? '__Host-volano' : 'volano';
  const deviceName = `${name}-device`;
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    name,
    read: (request) => {
      const value = request.cookies[name];
      return value !== undefined && /^[\w-]{20,200}$/.test(value) ? value : undefined;
    },
    set: (reply, token) => void reply.setCookie(name, token, attributes),
    clear: (reply) => void reply.clearCookie(name, attributes),
    readDevice: (request) => {
      const value = request.cookies[deviceName];
      return value !== undefined && /^[\w-]{20,200}$/.test(value) ? value : undefined;
    },
    setDevice: (reply, token) => void reply.setCookie(deviceName, token, { ...attributes, maxAge: deviceSeconds }),
  };
}
