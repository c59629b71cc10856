import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteContract } from '#platform/contract';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { createWorld, worldNow, type SignedIn } from '../../testing/world.ts';
import { calculationRoute, calculations, intervalCalculation } from './api.ts';
import { planCalculation } from './calculations/plan.ts';
import { hostAids } from './host-aids.ts';
import { calculatorRoutes } from './http.ts';
import { answerLine } from './lines/answer-line.ts';
import { exampleLine } from './lines/reference-page.ts';

const db = useTestDatabase();
let http: TestHttp;
let seller: SignedIn;

beforeAll(async () => {
  const world = await createWorld(db.current.database);
  http = await createTestHttp(db.current.database, calculatorRoutes, () => worldNow);
  seller = await world.signIn('seller1', { now: worldNow });
});
afterAll(() => http.close());

describe('the same calculations over HTTP', () => {
  it.each(calculations.map((calculation) => [calculation.do, calculation] as const))('%s', async (_, calculation) => {
    const contract: RouteContract = calculationRoute(calculation);
    const answer = await http.call(seller, contract, { body: calculation.example });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body).toEqual((JSON.parse(answerLine(exampleLine(calculation), 'en', hostAids)) as { result: unknown }).result);
  });

  const plan = calculationRoute(planCalculation);
  const terms = { principalCents: 1_500_000, nominalRatePct: '6.95', rows: 60, start: '2026-11-22' };

  it.each<[string, object, number, string, string, string]>([
    ['a refusal of the engine', { ...terms, nominalRatePct: '1000' }, 422, 'rate_out_of_range', 'body.nominalRatePct', 'body.nominalRatePct: il tasso è fuori dai limiti: il più vicino è 999.9999.'],
    ['an unknown field', { ...terms, colour: 'red' }, 400, 'unknown_field', 'body.colour', 'body.colour: campi non previsti: colour: toglili'],
    ['a fault inside a list', { ...terms, charges: [{ kind: 'fee', at: 'row', cents: 'x' }] }, 400, 'not_a_number', 'body.charges.0.cents', 'body.charges.0.cents: deve essere un numero'],
    ['a rate with a comma', { ...terms, nominalRatePct: '6,95' }, 400, 'not_a_rate', 'body.nominalRatePct', 'body.nominalRatePct: scrivi il tasso per cento con il punto decimale, come "6.95"'],
  ])('refuses %s in the words of the caller', async (_, body, status, code, path, message) => {
    const answer = await http.call(seller, plan, { body });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ fields: [{ path, code, message }] });
    const english = await http.call(seller, plan, { body }, { language: 'en' });
    expect((english.body as { detail: string }).detail).not.toBe((answer.body as { detail: string }).detail);
  });

  it('takes a whole line of the command and answers it with a line', async () => {
    const line = { id: 'q-7', do: 'plan', input: terms };
    const answer = await http.call(seller, plan, { body: line });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body).toEqual(JSON.parse(answerLine(JSON.stringify(line), 'en', hostAids)));
    const wrong = await http.call(seller, plan, { body: { ...line, input: { ...terms, colour: 'red' } } });
    expect(wrong).toMatchObject({ status: 400, body: { fields: [{ path: 'body.input.colour', code: 'unknown_field' }] } });
    const tooLong = await http.call(seller, plan, { body: { ...line, input: { ...terms, rows: 601 } } });
    expect(tooLong).toMatchObject({ status: 422, body: { fields: [{ path: 'body.input.rows', code: 'term_out_of_range' }] } });
    expect((await http.call(seller, plan, { body: { ...line, do: 'taeg' } })).status).toBe(400);
  });

  it('names a fault inside a line at the field of the line, and takes null as left out', async () => {
    const line = { id: 7, do: 'plan', input: { ...terms, rows: 'x' } };
    expect(await http.call(seller, plan, { body: line })).toMatchObject({ status: 400, body: { fields: [{ path: 'body.input.rows', code: 'not_a_number' }] } });
    expect(await http.call(seller, plan, { body: { ...line, input: { ...terms, rows: null } } })).toMatchObject({ status: 400, body: { fields: [{ path: 'body.input.rows', code: 'missing' }] } });
    expect(await http.call(seller, plan, { body: { ...line, rows: 3 } })).toMatchObject({ status: 400, body: { fields: [{ path: 'body.rows', code: 'unknown_field' }] } });
    const plain = await http.call(seller, plan, { body: terms });
    expect(await http.call(seller, plan, { body: { ...terms, balloonCents: null, charges: null } })).toMatchObject({ status: 200, body: plain.body });
  });

  it('refuses a packed body with words', async () => {
    const headers = { ...seller.headers, 'content-type': 'application/json', 'content-encoding': 'gzip', 'accept-language': 'en' };
    const answer = await http.app.inject({ method: 'POST', url: '/api/calc/plan', headers, payload: gzipSync(JSON.stringify(terms)) });
    expect(answer.statusCode).toBe(415);
    expect(answer.json()).toMatchObject({ code: 'encoding_not_accepted', detail: 'The content is compressed: send it as it is, without the header Content-Encoding. Nothing was changed.' });
  });

  it('takes bodies as long as a line and refuses longer ones', async () => {
    const padded = (length: number) => {
      const body = JSON.stringify({ ...terms });
      return `${body.slice(0, -1)}${' '.repeat(length - body.length)}}`;
    };
    const post = (payload: string) => http.app.inject({ method: 'POST', url: '/api/calc/plan', headers: { ...seller.headers, 'content-type': 'application/json' }, payload });
    expect((await post(padded(1_000_000))).statusCode).toBe(200);
    expect((await post(padded(1_000_001))).statusCode).toBe(413);
  });

  it('is for people who are signed in, and described in OpenAPI', async () => {
    expect((await http.call(undefined, calculationRoute(intervalCalculation), { body: intervalCalculation.example })).status).toBe(401);
    const { paths } = (await http.app.inject('/api/openapi.json')).json<{ paths: Record<string, { post?: { requestBody?: unknown } }> }>();
    for (const calculation of calculations) expect(paths[`/api/calc/${calculation.do}`]?.post?.requestBody).toBeDefined();
  });
});
