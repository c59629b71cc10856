import { beforeAll, expect, test } from 'vitest';
import { linkToken, newDeviceKind, passwordChangedKind, passwordResetAskedKind, recoveryAskedKind, recoveryConfirmedKind } from '#identity';
import { keysFrom } from '#platform/record-cipher';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../testing/world.ts';
import { tellOwner, tellOwnerByLink } from './tell-owner.ts';

const testDatabase = useTestDatabase();
let world: World;

beforeAll(async () => {
  world = await createWorld(testDatabase.current.database);
});

async function happened(kind: string, name: PersonName, position: number, nodeId: number): Promise<void> {
  const { accountId, personalityId } = world.person(name);
  const event = { position, tenantId: world.tenantId, nodeId, kind, payload: { accountId, personalityId }, createdAt: worldNow };
  await world.asSystem({}, (ctx) => tellOwner.handle(ctx, event));
}

async function mailsTo(name: PersonName) {
  return world.database.asOwner((tx) =>
    tx.rows<{ subject: string; body_text: string; body_html: string; reply_to: string | null; sender_name: string; cause: string }>(sql`
      select m.subject, m.body_text, m.body_html, m.reply_to, m.sender_name, m.cause from communications.mails m where m.to_address = ${world.person(name).loginName} order by m.queued_at, m.id`),
  );
}

test('a new device is told to the owner alone, in the desk and by mail, with the hour of Rome and without a link', async () => {
  await happened(newDeviceKind, 'seller1', 7, world.node('DLR001-S1'));
  const rows = await world.database.asOwner((tx) =>
    tx.rows(sql`select n.personality_id, n.account_id, n.kind, n.facts, n.link from communications.notifications n`),
  );
  const { accountId, personalityId } = world.person('seller1');
  expect(rows).toEqual([{ personality_id: personalityId, account_id: accountId, kind: 'identity.new-device', facts: { at: worldNow.toISOString() }, link: '/account' }]);
  const [mail, ...more] = await mailsTo('seller1');
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ subject: 'Accesso da un nuovo dispositivo', sender_name: 'Finanziaria TST', reply_to: null, cause: 'identity.new-device' });
  expect(mail?.body_text).toContain('il 23/11/26, 10:00');
  expect(mail?.body_text).not.toMatch(/https?:/);
  expect(mail?.body_html).not.toMatch(/href|https?:/);
});

test('customers hear of it too, and in English who chose it', async () => {
  await world.database.asOwner((tx) => tx.run(sql`update identity.accounts set language = 'en' where id = ${world.person('customer').accountId}`));
  await happened(passwordChangedKind, 'customer', 8, world.node('TST'));
  expect((await mailsTo('customer')).map((mail) => mail.subject)).toEqual(['Your password was changed']);
});

test('a login name that is no address gets no mail; the notification stays', async () => {
  await world.database.asOwner((tx) => tx.run(sql`update identity.accounts set login_name = 'mario' where id = ${world.person('seller2').accountId}`));
  await happened(newDeviceKind, 'seller2', 9, world.node('DLR001-S2'));
  const { count } = await world.database.asOwner((tx) => tx.row<{ count: number }>(sql`
    select count(*)::int as count from communications.notifications n where n.account_id = ${world.person('seller2').accountId}`));
  expect(count).toBe(1);
});

test('what its owner asked for or may stop comes with a link made anew from the event; the desk hears of what may be stopped', async () => {
  const key = keysFrom(async () => Buffer.alloc(32, 7));
  const { accountId, personalityId } = world.person('dealerManager');
  const links = [[passwordResetAskedKind, 'recover', 'password-reset'], [recoveryAskedKind, 'not-me', 'stop-recovery'], [recoveryConfirmedKind, 'not-me', 'stop-recovery']] as const;
  for (const [place, [kind]] of links.entries()) {
    const event = { position: 20 + place, tenantId: world.tenantId, nodeId: world.node('DLR001'), kind, payload: { accountId, personalityId, linkId: 'a-link' }, createdAt: worldNow };
    await world.asSystem({}, (ctx) => tellOwnerByLink({ publicUrl: 'https://volano.example', key }).handle(ctx, event));
  }
  const mails = await mailsTo('dealerManager');
  for (const [kind, page, link] of links) {
    const mail = mails.find(({ cause }) => cause === kind);
    const address = `https://volano.example/${page}#${await linkToken(key, link, 'a-link')}`;
    expect(mail?.body_text).toContain(`\n\n${address}\n\n`);
    expect(mail?.body_html).toContain(`<a href="${address}">`);
  }
  const told = await world.database.asOwner((tx) => tx.rows<{ kind: string; facts: string }>(sql`select n.kind, n.facts::text as facts from communications.notifications n where n.account_id = ${accountId} order by n.kind`));
  expect(told.map(({ kind }) => kind)).toEqual([recoveryAskedKind, recoveryConfirmedKind]);
  expect(told.some(({ facts }) => facts.includes('a-link'))).toBe(false);
});
