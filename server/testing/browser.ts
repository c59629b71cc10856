/** A browser without a screen: keeps cookies by host and path, follows redirects step by step, fills in forms. */

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const mostSteps = 15;

export class TestBrowser {
  readonly #cookies = new Map<string, Cookie[]>();
  /** Every address visited, in order. */
  readonly visited: string[] = [];

  setCookie(origin: string, name: string, value: string, path = '/'): void {
    const host = new URL(origin).hostname;
    const kept = (this.#cookies.get(host) ?? []).filter((cookie) => cookie.name !== name || cookie.path !== path);
    this.#cookies.set(host, value === '' ? kept : [...kept, { name, value, path }]);
  }

  /** Names of the cookies a request to that address would carry. */
  cookiesFor(address: string): Cookie[] {
    const { hostname, pathname } = new URL(address);
    return (this.#cookies.get(hostname) ?? []).filter(({ path }) => path === '/' || pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`));
  }

  async #step(url: string, init: RequestInit): Promise<Page> {
    this.visited.push(url);
    const cookie = this.cookiesFor(url).map(({ name, value }) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { accept: 'text/html', 'accept-language': 'it', ...(cookie === '' ? {} : { cookie }), ...(init.headers as Record<string, string>) } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(name.length + 1);
      const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
      const past = attributes.some((attribute) => /^expires=thu, 01 jan 1970/i.test(attribute));
      this.setCookie(url, name, past ? '' : value, path);
    }
    return { url, status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  /** One request, no redirect followed. */
  once(url: string, init: RequestInit = {}): Promise<Page> {
    return this.#step(url, init);
  }

  /** Follows redirects as long as they stay at hosts for which `stays` says yes; answers the last page, or the address it would leave for with status 0. */
  async go(url: string, stays: (url: URL) => boolean, init: RequestInit = {}): Promise<Page> {
    let page = await this.#step(url, init);
    for (let step = 0; step < mostSteps; step += 1) {
      const location = page.headers.get('location');
      if (page.status < 300 || page.status >= 400 || location === null) return page;
      const next = new URL(location, page.url);
      if (!stays(next)) return { ...page, url: next.href, status: 0 };
      page = await this.#step(next.href, {});
    }
    throw new Error(`more than ${mostSteps} redirects: ${this.visited.slice(-4).join(' → ')}`);
  }

  /** Sends the form of a page with the button pressed, as the browser would. */
  submit(page: Page, pressed: Readonly<Record<string, string>>, stays: (url: URL) => boolean): Promise<Page> {
    const action = /<form[^>]*action="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&');
    if (action === undefined) throw new Error(`no form on ${page.url}: ${page.text.slice(0, 300)}`);
    const hidden = [...page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((match) => [match[1] ?? '', match[2] ?? '']);
    const body = new URLSearchParams([...hidden, ...Object.entries(pressed)]);
    return this.go(new URL(action, page.url).href, stays, { method: 'POST', body: body.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' } });
  }
}
