/**
 * Tokens that stood for a session when this process last looked, so that requests are counted by session before anybody
 * is asked for at the database: a cookie made up by its sender counts on the address. It lets nobody in: who may call is
 * the door's to say, at every request.
 */
export interface KnownSessions {
  has(token: string): boolean;
  /** Notes what the database answered about a token. */
  note(token: string, stands: boolean): void;
}

/** Keeps the `most` tokens met last; an older one counts on its address once more. */
export function createKnownSessions(most = 20_000): KnownSessions {
  const tokens = new Set<string>();
  return {
    has: (token) => tokens.has(token),
    note: (token, stands) => {
      tokens.delete(token);
      if (!stands) return;
      tokens.add(token);
      const [oldest] = tokens;
      if (tokens.size > most && oldest !== undefined) tokens.delete(oldest);
    },
  };
}
