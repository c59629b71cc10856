/** The sign-in page has an address of its own that keeps the one asked for. */
export const signInPath = '/sign-in';

/** `/sign-in?next=…` for whoever asked for another page. */
export function toSignIn({ pathname, search }: { readonly pathname: string; readonly search: string }): string {
  if (pathname === signInPath) return `${pathname}${search}`;
  const asked = `${pathname}${search}`;
  return asked === '/' ? signInPath : `${signInPath}?next=${encodeURIComponent(asked)}`;
}

/** The provider a browser comes back from (federation-journey.ts on the server names the path); undefined on every other page. */
export function returningFrom(pathname: string): string | undefined {
  return /^\/sign-in\/federated\/([0-9a-f-]{36})$/.exec(pathname)?.[1];
}

/** Pages of the gateway: another application waits behind them, and the server itself answers there. */
export function isOutsideDesk(address: string): boolean {
  return /^\/oidc-login\/[\w-]{20,60}$/.test(address);
}

/** Where to go after signing in: the address asked for, when it is one of ours. */
export function afterSignIn(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  // Two strokes, or a stroke and a backslash, would leave for another host.
  return /^\/(?![/\\])/.test(next) && !next.startsWith(signInPath) ? next : '/';
}
