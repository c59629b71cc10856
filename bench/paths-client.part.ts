/** The four paths as a seller of the demo world asks for them: what is sent, and that the answer is the right one. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { demoPassword } from '../server/modules/identity/demo/demo-people.ts';
import { quoteChoice, saveBody } from '../server/testing/quote-request.ts';
import { civilDateIn } from '#platform/civil-date-in';
import type { OfferConditions } from '#pricing/api';
import { priceQuote } from '#quoting/api';

export const pathNames = ['price', 'save', 'list', 'login'] as const;
export type PathName = (typeof pathNames)[number];

export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Sends one request and answers headers and text; throws for anything but 200. */
export function send(address: string, { method, url, headers, body }: Asked): Promise<{ text: string; cookies: readonly string[] }> {
  return new Promise((resolve, reject) => {
    const asking = request(`${address}${url}`, { method, agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (answer.statusCode === 200) resolve({ text, cookies: answer.headers['set-cookie'] ?? [] });
        else reject(new Error(`${method} ${url} answered ${answer.statusCode}: ${text}`));
      });
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

const loginName = 'luca.ferri@dlr001.example';
const json = { 'content-type': 'application/json' };
const signIn: Asked = { method: 'POST', url: '/api/identity/sign-in', headers: json, body: JSON.stringify({ loginName, password: demoPassword }) };

/** Signs in at `address` and makes the request of each path; every save has a key of its own. */
export async function askedPaths(address: string): Promise<Record<PathName, () => Asked>> {
  const { text, cookies } = await send(address, signIn);
  const { csrfToken } = JSON.parse(text) as { csrfToken: string };
  const cookie = cookies.map((one) => one.split(';', 1)[0]).join('; ');
  const headers = { ...json, cookie, 'x-volano-csrf': csrfToken };
  const read = async <T>(url: string): Promise<T> => JSON.parse((await send(address, { method: 'GET', url, headers: { cookie } })).text) as T;
  const { items: cars } = await read<{ items: { stockId: string; priceCents: number }[] }>('/api/vehicles/stock?kind=new&state=available');
  for (const { stockId, priceCents } of cars) {
    const { items: offers } = await read<{ items: OfferConditions[] }>(`/api/pricing/offers/applicable?stockId=${stockId}`);
    const offer = offers.find(({ product }) => product.plan === 'level');
    if (offer === undefined) continue;
    const today = civilDateIn('Europe/Rome', new Date());
    const termMonths = offer.terms.findLast(({ months }) => months <= 60)?.months ?? 0;
    const choice = quoteChoice({
      vehicle: { kind: 'stock', stockId }, priceCents, discountCents: 50_000, tradeInCents: 0, depositCents: Math.round(priceCents / 5), offerId: offer.offerId,
      offerVersion: offer.offerVersion, termMonths, balloonCents: null, kmPerYear: null, serviceCodes: [],
    });
    const priced = priceQuote(choice, offer, today);
    if (!priced.ok) continue;
    const post = (url: string, body: unknown): Asked => ({ method: 'POST', url, headers, body: JSON.stringify(body) });
    const [price, save] = [post('/api/quoting/price', { input: choice }), post('/api/quoting/quotes', saveBody(choice, priced.figures, today, { reference: 'Prova' }))];
    return {
      price: () => price,
      save: () => ({ ...save, headers: { ...headers, 'idempotency-key': randomUUID() } }),
      list: () => ({ method: 'GET', url: '/api/quoting/quotes?limit=50', headers: { cookie } }),
      login: () => signIn,
    };
  }
  throw new Error('no car of the demo world can be priced');
}
