/** A browser over a test server: keeps its cookies and the session's secret, as a page would. */
import type { RouteContract } from '#platform/contract';
import { addressOf, type Loose, type TestHttp } from './http.ts';

export interface BrowserAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export class TestBrowser {
  cookies: Record<string, string> = {};
  csrf = '';
  readonly #http: TestHttp;
  readonly #address: string;

  constructor(http: TestHttp, address = '127.0.0.1') {
    this.#http = http;
    this.#address = address;
  }

  async call(contract: RouteContract, request: Loose = {}): Promise<BrowserAnswer> {
    const answer = await this.#http.app.inject({
      method: contract.method, url: addressOf(contract, request), cookies: this.cookies, remoteAddress: this.#address,
      headers: { 'x-volano-csrf': this.csrf, ...(request.body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(request.body === undefined ? {} : { payload: JSON.stringify(request.body) }),
    });
    for (const { name, value } of answer.cookies) {
      if (value === '') delete this.cookies[name];
      else this.cookies[name] = value;
    }
    const body = JSON.parse(answer.body) as Record<string, unknown>;
    if (typeof body['csrfToken'] === 'string') this.csrf = body['csrfToken'];
    return { status: answer.statusCode, body };
  }
}
