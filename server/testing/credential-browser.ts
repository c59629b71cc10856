/** A browser at the doors of the credentials: keeps cookies and the session's secret, and an authenticator app beside it. */
import { Secret, TOTP } from 'otpauth';
import type { RequestOf, RouteContract } from '#platform/contract';
import { addressOf, type Loose, type TestHttp } from './http.ts';

export interface Told {
  readonly status: number;
  readonly code: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly retryAfter: number | undefined;
}

export class CredentialBrowser {
  readonly #http: TestHttp;
  cookies: Record<string, string>;
  csrf = '';

  constructor(http: TestHttp, cookies: Record<string, string> = {}) {
    this.#http = http;
    this.cookies = { ...cookies };
  }

  /** The same cookies in another browser: what a thief has. */
  copy(): CredentialBrowser {
    const copied = new CredentialBrowser(this.#http, this.cookies);
    copied.csrf = this.csrf;
    return copied;
  }

  async call<C extends RouteContract>(contract: C, request: RequestOf<C> | Loose = {}): Promise<Told> {
    const input: Loose = request;
    const answer = await this.#http.app.inject({
      method: contract.method,
      url: addressOf(contract, input),
      cookies: this.cookies,
      headers: { 'accept-language': 'it', 'x-volano-csrf': this.csrf, ...(input.body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(input.body === undefined ? {} : { payload: JSON.stringify(input.body) }),
    });
    for (const { name, value } of answer.cookies) this.cookies[name] = value;
    const body = (answer.body === '' ? {} : JSON.parse(answer.body)) as Record<string, unknown>;
    if (answer.statusCode === 200 && typeof body['csrfToken'] === 'string') this.csrf = body['csrfToken'];
    return { status: answer.statusCode, code: typeof body['code'] === 'string' ? body['code'] : '', body, retryAfter: answer.headers['retry-after'] === undefined ? undefined : Number(answer.headers['retry-after']) };
  }
}

/** What an authenticator app shows at that moment. */
export function codeAt(secret: string, at: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')), algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: at.getTime() });
}
