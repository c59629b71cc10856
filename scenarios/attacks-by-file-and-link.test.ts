/** The same with what comes in from outside or leaves the house: files, pictures, shared links, mail, sheets. */
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { askToGoOnRoute, exportQuotesRoute, mailQuoteRoute, sharedDocumentRoute, sharedPhotoRoute, sharedPrecontractRoute, sharedQuoteRoute, shownFigures, type SharedQuote } from '#quoting/api';
import { exportStockRoute } from '#vehicles/api';
import { setLogoRoute } from '../server/modules/documents/api.ts';
import {
  addPartRoute, getImportRoute, listFaultsRoute, previewImportRoute, readFileRoute, reportCsvRoute, reportXlsxRoute, runImportRoute, startImportRoute, type ImportFaultListed, type ImportListed,
} from '../server/modules/flows/api.ts';
import { fingerprint } from '../server/testing/fingerprint.ts';
import type { Answered } from '../server/testing/http.ts';
import { no, yes } from '../server/testing/showroom-day.ts';
import { unzipped } from '../server/testing/unzipped.ts';
import { worldNow } from '../server/testing/world.ts';
import { zipped } from '../server/testing/zipped.ts';
import { stockHeads, picture, photosOf, useBesiegedHouse } from '../server/testing/besieged-house.ts';

const house = useBesiegedHouse();
const { refused, rowsOf } = house;

describe('imports', () => {
  test.each(['altManager', 'seller3'] as const)('%s gets nowhere with a file that another brought', async (who) => {
    const [status, name] = who === 'seller3' ? [403, 'forbidden'] as const : [404, 'not_found'] as const;
    const params = { id: house.importId };
    for (const attempt of [
      () => house.day.call(who, getImportRoute, { params }), () => house.day.call(who, readFileRoute, { params }), () => house.day.call(who, previewImportRoute, { params, body: { mapping: {} } }),
      () => house.day.call(who, runImportRoute, { params, body: { mapping: {}, mode: 'all' } }), () => house.day.call(who, addPartRoute, { params: { ...params, number: 1 }, body: { data: 'YTti' } }),
      () => house.day.call(who, listFaultsRoute, { params }), () => house.day.call(who, reportCsvRoute, { params }),
    ]) await refused(attempt, status, name);
  });

  test('a car put on another dealer’s yard, or taken from it, keeps the whole file out', async () => {
    const before = await rowsOf('vehicles.stock_vehicles');
    for (const [line, code] of [['ZFA3120000J000102;yc;DLR002-B1;nuovo;1;Rosso', 'site_not_yours'], ['ZZZTEST0000000003;yc;DLR001-B1;nuovo;1;Rosso', 'vin_elsewhere'], ['ZFA3120000J000102;yc;ALT-DLR001;nuovo;1;Rosso', 'site_not_yours']]) {
      const outcome = await house.day.bring('dealerManager', 'vehicles.stock', Buffer.from(`${stockHeads}ZFA3120000J000104;yc;DLR001-B1;nuovo;27900;Rosso\n${line}\n`), 'piazzale.csv');
      const faults = yes<{ items: ImportFaultListed[] }>(await house.day.call('dealerManager', listFaultsRoute, { params: { id: outcome.importId } })).items;
      expect([outcome.state, faults.map((fault) => [fault.row, fault.code])]).toEqual(['refused', [[3, code]]]);
    }
    expect(await rowsOf('vehicles.stock_vehicles')).toBe(before);
  });

  const workbook = { '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' };
  test.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ['a bomb', () => zipped({ ...workbook, 'xl/media/a.bin': ' '.repeat(30_000_000) }), 'zip_bomb'],
    ['a workbook with macros', () => zipped({ ...workbook, 'xl/vbaProject.bin': 'x' }), 'macros'],
    ['XML that names entities of its own', () => zipped({ ...workbook, 'xl/workbook.xml': '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><workbook>&b;</workbook>' }), 'xml_forbidden'],
    ['a program called .xlsx', () => Buffer.from('MZ\u0090\u0000\u0003', 'latin1'), 'not_a_sheet'],
    ['a page called .csv', () => Buffer.from('<html><script>alert(1)</script></html>'), 'not_a_sheet'],
    ['an old workbook, or one under a password', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old_or_locked_excel'],
  ])('%s is not opened', async (_, bytes, fault) => {
    let answer: Answered | undefined;
    const { id } = await house.day.upload('dealerManager', 'vehicles.stock', await bytes(), 'listino.xlsx');
    await refused(async () => (answer = await house.day.call('dealerManager', readFileRoute, { params: { id } })), 422, 'file_refused');
    expect(answer?.body).toMatchObject({ details: { fault } });
  });

  test('a file too large is refused before it is sent, and while it is', async () => {
    const start = (sizeBytes: number) => house.day.call('dealerManager', startImportRoute, { body: { kind: 'vehicles.stock', fileName: 'a.csv', sizeBytes } });
    await refused(() => start(64 * 1_048_576 + 1), 422, 'file_too_large');
    const { importId: id } = yes<ImportListed>(await start(3));
    await refused(() => house.day.call('dealerManager', addPartRoute, { params: { id, number: 1 }, body: { data: Buffer.alloc(6).toString('base64') } }), 422, 'file_not_whole');
    await refused(() => house.day.call('dealerManager', addPartRoute, { params: { id, number: 1 }, body: { data: 'A'.repeat(1_500_000) } }), 413, 'too_large');
    await refused(() => house.day.call('dealerManager', startImportRoute, { body: { kind: 'vehicles.versions', fileName: 'a.csv', sizeBytes: 3 } }), 422, 'kind_unknown');
  });
});

describe('shared links', () => {
  const wish = async (token: string, changes: object = {}): Promise<Answered> => {
    const phone = yes<SharedQuote>(await house.day.call(undefined, sharedQuoteRoute, { params: { token: house.link.token } }));
    const [first] = phone.proposals;
    if (first === undefined) throw new Error('nothing is shared');
    const { depositCents, termMonths } = first.input;
    const body = { revision: 1, proposal: 1, depositCents, termMonths, shown: shownFigures(first.figures), phone: '300 555 0100', email: '', ...changes };
    return house.day.call(undefined, askToGoOnRoute, { params: { token }, body });
  };
  const doors: [string, (token: string) => Promise<Answered>][] = [
    ['the page', (token) => house.day.call(undefined, sharedQuoteRoute, { params: { token } })],
    ['the paper', (token) => house.day.call(undefined, sharedDocumentRoute, { params: { token } })],
    ['the form', (token) => house.day.call(undefined, sharedPrecontractRoute, { params: { token }, query: { proposal: 1, form: 'ieb-2026' } })],
    ['the photo', (token) => house.day.call(undefined, sharedPhotoRoute, { params: { token, proposal: 1 } })],
    ['the wish', (token) => wish(token)],
  ];
  beforeAll(async () => {
    // The first opening within the hour stands on the timeline; the looks that follow leave nothing.
    yes(await house.day.call(undefined, sharedQuoteRoute, { params: { token: house.link.token } }));
  });

  test.each(doors)('guessed, cut, changed in one sign or ended: %s', async (_, knock) => {
    const { token } = house.link;
    const neighbouring = token.slice(0, -2) + (token.at(-2) === 'A' ? 'B' : 'A') + token.slice(-1);
    for (const wrong of ['A'.repeat(22), token.slice(1), neighbouring, `${token}A`, token.toUpperCase(), '%', "' or 1=1 --", house.endedLink.token, house.link.id, house.ours.id]) await refused(() => knock(wrong), 404, 'link_not_valid');
  });

  test('after its last day it is what a guessed one is', async () => {
    yes(await house.day.call(undefined, sharedQuoteRoute, { params: { token: house.shortLink.token } }));
    house.day.now = new Date('2026-11-23T23:05:00Z');
    for (const [, knock] of doors.slice(0, 4)) await refused(() => knock(house.shortLink.token), 404, 'link_not_valid');
    // The open house.link shows what the wish is made of; its page writes an opening of the new hour first.
    yes(await house.day.call(undefined, sharedQuoteRoute, { params: { token: house.link.token } }));
    await refused(() => wish(house.shortLink.token), 404, 'link_not_valid');
    house.day.now = worldNow;
  });

  test('figures, revision, term or proposal forged on the phone; a price sent along; no way to call back', async () => {
    for (const [changes, status, name] of [
      [{ shown: { instalmentWithFeesCents: 1, amountFinancedCents: 1, totalDueCents: 1, taegPpm: 1 } }, 422, 'figures_differ'], [{ depositCents: 1_000_000 }, 422, 'figures_differ'], [{ revision: 2 }, 422, 'quote_revised'],
      [{ termMonths: 37 }, 422, 'term_not_offered'], [{ proposal: 3 }, 422, 'proposal_missing'], [{ phone: '' }, 422, 'contact_missing'], [{ discountCents: 5 }, 400, 'invalid_input'], [{ email: 'a@b.example\r\nBcc: c@d.example' }, 400, 'invalid_input'],
    ] as const) await refused(() => wish(house.link.token, changes), status, name);
  });

  test('one link opens one quote: another dealer’s shows nothing of ours, whoever holds it', async () => {
    const page = yes<SharedQuote>(await house.day.call(undefined, sharedQuoteRoute, { params: { token: house.theirLink.token } }));
    expect(page.number).toBe(house.theirs.number);
    expect(JSON.stringify(page)).not.toMatch(/DLR001|margine basso/);
    // Somebody signed in elsewhere sees through it what any phone sees.
    expect(yes<SharedQuote>(await house.day.call('altManager', sharedQuoteRoute, { params: { token: house.theirLink.token } }))).toEqual(page);
  });
});

describe('uploads', () => {
  const send = (bytes: Buffer, type: string) => house.day.send('seller1', 'POST', photosOf(house.day.showroom.newCar), bytes, type);
  test.each<[string, () => Promise<Buffer> | Buffer, string, number, string]>([
    ['a page called a photo', () => Buffer.from('<html><script>alert(1)</script></html>'), 'image/jpeg', 422, 'photo_not_a_picture'],
    ['a drawing with a script called a photo', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><script>alert(1)</script></svg>'), 'image/png', 422, 'photo_not_a_picture'],
    ['a drawing as such', () => Buffer.from('<svg/>'), 'image/svg+xml', 415, 'unsupported_media_type'],
    ['a PNG called JPEG', () => picture(900, 600).png().toBuffer(), 'image/jpeg', 422, 'photo_disguised'],
    ['four hundred million pixels in few bytes', () => picture(20_000, 20_000).png().toBuffer(), 'image/png', 422, 'photo_too_many_pixels'],
    ['sixteen megabytes', () => Buffer.alloc(16_000_000, 1), 'image/jpeg', 413, 'too_large'],
  ])('photo: %s', async (_, bytes, type, status, name) => {
    const content = await bytes();
    await refused(() => send(content, type), status, name);
  });

  const svg = (inside: string): Buffer => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"><rect width="9" height="9"/>${inside}</svg>`);
  test.each<[string, () => Promise<Buffer> | Buffer, string, number, string]>([
    ['a script', () => svg('<script>alert(1)</script>'), 'image/svg+xml', 422, 'logo_not_allowed'],
    ['a handler', () => svg('<rect onload="alert(1)" width="1" height="1"/>'), 'image/svg+xml', 422, 'logo_not_allowed'],
    ['a picture from elsewhere', () => svg('<image href="https://evil.example/p.png" width="9" height="9"/>'), 'image/svg+xml', 422, 'logo_not_allowed'],
    ['a file of the house', () => svg('<use xlink:href="file:///etc/passwd#a"/>'), 'image/svg+xml', 422, 'logo_not_allowed'],
    ['a page in it', () => svg('<foreignObject><iframe src="https://evil.example"/></foreignObject>'), 'image/svg+xml', 422, 'logo_not_allowed'],
    ['a style that fetches', () => svg('<rect style="fill:url(https://evil.example/#a)" width="1" height="1"/>'), 'image/svg+xml', 422, 'logo_not_allowed'],
    ['entities', () => Buffer.concat([Buffer.from('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), svg('<title>&a;</title>')]), 'image/svg+xml', 422, 'logo_not_a_picture|logo_not_allowed'],
    ['a PNG called a drawing', () => picture(20, 20).png().toBuffer(), 'image/svg+xml', 422, 'logo_disguised|logo_not_a_picture'],
    ['a megabyte', () => Buffer.alloc(1_048_576, 32), 'image/svg+xml', 413, 'too_large'],
  ])('logo: %s', async (_, bytes, type, status, names) => {
    const content = await bytes();
    let name = '';
    const attempt = async () => {
      const answer = await house.day.send('dealerManager', 'PUT', setLogoRoute.path, content, type);
      name = no(answer)[1] ?? '';
      return answer;
    };
    const before = await fingerprint(house.db.current.database);
    expect((await attempt()).status).toBe(status);
    expect(names.split('|')).toContain(name);
    expect(await fingerprint(house.db.current.database)).toBe(before);
  });
});

describe('mail', () => {
  const mail = (body: object) => house.day.call('seller1', mailQuoteRoute, { params: { id: house.ours.id }, body: { key: '00000000-0000-4000-8000-000000000007', to: 'a@example.com', message: '', ...body } });
  test.each<[string, object]>([
    ['a second address', { to: 'a@example.com, b@example.com' }], ['a header behind the address', { to: 'a@example.com\r\nBcc: b@example.com' }], ['a header behind the subject', { subject: 'Ciao\r\nBcc: b@example.com' }],
    ['a line break alone in the subject', { subject: 'Ciao\nBcc: b@example.com' }], ['a name around the address', { to: '"x" <a@example.com>' }], ['a copy', { bcc: 'b@example.com' }], ['another sender', { from: 'capo@example.com' }],
  ])('%s', (_, body) => refused(() => mail(body), 400, 'invalid_input'));

  test('a message that looks like a mail is a message', async () => {
    yes(await mail({ message: 'Ciao\r\n.\r\nMAIL FROM:<x@evil.example>\r\nBcc: b@example.com\r\n\r\n--=_\r\nContent-Type: text/html\r\n\r\n<script>', subject: 'Bcc: b@example.com' }));
    await house.day.workerTurn();
    expect(house.day.received).toHaveLength(1);
    const head = house.day.received[0]?.split('\r\n\r\n')[0] ?? '';
    expect(head).not.toMatch(/^(Bcc|Cc):/im);
    expect(head).toContain('Subject: Bcc: b@example.com');
    const pages = (house.day.received[0] ?? '').split(/\r\n--[-\w]+-Part_\d+(?:--)?\r\n/).filter((part) => /^Content-Type: text\/html/m.test(part.split('\r\n\r\n')[0] ?? ''));
    expect(pages.map((page) => [page.includes('<script>'), page.includes('&lt;script&gt;')])).toEqual([[false, true]]);
  });

  test('a name with a header in it comes in as one line: no subject can hold a second', async () => {
    const line = 'yc2;Toyota;Yaris Cross;"1.5 Hybrid\r\nBcc: b@example.com";benzina;85;28900;5;101';
    expect(await house.day.bring('pricingManager', 'vehicles.versions', Buffer.from(`Codice;Marca;Modello;Versione;Alimentazione;kW;Listino;Posti;CO2\n${line}\n`), 'listino.csv')).toMatchObject({ state: 'done', added: 1 });
    expect(await rowsOf(`(select v.name from vehicles.versions v where v.external_code = 'yc2')`)).toBe('("1.5 Hybrid Bcc: b@example.com")');
  });
});

describe('formulas in every text that leaves in a sheet', () => {
  const hostile = ['=cmd|\' /C calc\'!A0', '+39', '-1+1', '@SUM(A1)', '＝1', "'=1"];
  /** A cell that a spreadsheet would run. Negative amounts are none: the house writes none here. */
  const wouldRun = /^[=+\-@\t\r＝＋－＠]/;
  beforeAll(async () => {
    const { pool } = house.db.current.database;
    for (const [index, text] of hostile.entries()) {
      const saved = await house.day.save('seller1', [house.day.choice()], { reference: text });
      await pool.query('update quoting.quotes set seller_name = $1, vehicle_label = $1, offer_name = $1, number = $1 || number, dealer_code = $1 where id = $2', [text, saved.id]);
      await pool.query('update vehicles.stock_vehicles set colour = $1, plate = $2 where id = (select s.id from vehicles.stock_vehicles s order by s.id offset $3 limit 1)', [text, text.slice(0, 8), index]);
    }
    await pool.query('update vehicles.makes set name = $1 || name', [hostile[0]]);
    await pool.query(`update identity.nodes set name = $1 || name where kind = 'branch'`, [hostile[3]]);
  });

  const check = async (csv: Answered, xlsx: Answered, least: number): Promise<void> => {
    for (const { status } of [csv, xlsx]) expect(status).toBe(200);
    const rows = parse(csv.bytes.toString(), { delimiter: ';', bom: true });
    expect(rows.length).toBeGreaterThan(least);
    expect(rows.flat().filter((cell) => wouldRun.test(cell))).toEqual([]);
    const parts = await unzipped(xlsx.bytes);
    expect([...parts.values()].filter((part) => /<f[ >/]|ddeLink|externalLink|TargetMode="External"/.test(part))).toEqual([]);
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('t="inlineStr"');
  };

  test('quotes', async () => {
    const both = async (query: object) => [await house.day.call('dealerManager', exportQuotesRoute, { query: { format: 'csv', ...query } }), await house.day.call('dealerManager', exportQuotesRoute, { query: { format: 'xlsx', ...query } })] as const;
    const [csv, xlsx] = await both({});
    await check(csv, xlsx, hostile.length);
    expect(csv.bytes.toString()).toContain("'=cmd");
  });

  test('stock', async () => {
    const both = [await house.day.call('dealerManager', exportStockRoute, { query: { format: 'csv' } }), await house.day.call('dealerManager', exportStockRoute, { query: { format: 'xlsx' } })] as const;
    await check(...both, 2);
    expect(both[0].bytes.toString()).toContain("'=cmd");
  });

  test('the report of an import', async () => {
    const lines = hostile.map((text) => `ZFA3120000J000109;yc;DLR001-B1;"${text}";"${text}";Rosso`).join('\n');
    const { importId: id, state } = await house.day.bring('dealerManager', 'vehicles.stock', Buffer.from(`${stockHeads}${lines}\n`), '=cmd.csv');
    expect(state).toBe('refused');
    const both = [await house.day.call('dealerManager', reportCsvRoute, { params: { id } }), await house.day.call('dealerManager', reportXlsxRoute, { params: { id } })] as const;
    await check(...both, hostile.length);
  });
});
