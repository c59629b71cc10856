/** Two dealers and two tenants with the same kinds of things each, and the marks by which one recognises what is the others'. */
import { notify } from '#communications';
import { addOffer } from '#pricing';
import { applicableOffersRoute, type OfferConditions } from '#pricing/api';
import { quoteChoice } from './quote-request.ts';
import { shareQuoteRoute } from '#quoting/api';
import { addViewRoute } from '#identity/api';
import { sql } from '#platform/sql';
import { enterAsSystem } from '#platform/system-context';
import type { TestHttp } from './http.ts';
import { include, publishAs } from './news-desk.ts';
import { savedQuote } from './saved-quote.ts';
import { createShowroom } from './showroom.ts';
import { silentLog, worldNow, type PersonName, type World } from './world.ts';

const today = '2026-11-23';

/** Cars, offers, quotes, links, views, notifications, circulars and imports on every side. */
export async function furnish(world: World, http: TestHttp): Promise<void> {
  const here = await createShowroom(world);
  const altCode = (code: string): string => (code === 'TST' ? 'ALT' : `ALT-${code.replace('DLR002', 'DLR001')}`);
  const there = await createShowroom({
    ...world,
    node: (code) => world.node(altCode(code)),
    asSystem: (at, work) => world.database.asOwner(async (tx) => work({ ...(await enterAsSystem(tx, world.altTenantId, { now: at.now ?? worldNow, log: silentLog, requestId: 'test' })), today })),
  });
  await world.asSystem({}, async (ctx) => {
    const [product] = await ctx.tx.rows<{ id: string }>(sql`select p.id from pricing.financial_products p where p.tenant_id = ${world.tenantId} and p.code = 'CC'`);
    await addOffer(ctx, {
      code: 'DLR002-ONLY', name: 'Solo per DLR002', productId: product?.id ?? '', validFrom: '2026-01-01', validTo: null, nodeId: world.node('DLR002'), kinds: null, makes: null, fuels: null, maxAgeMonths: null, maxMileageKm: null,
      minDepositPpm: 0, commissionPpm: 25_000, terms: [{ months: 48, nominalRatePpm: 69_500 }],
    });
  });
  for (const [name, car] of [['seller1', here.newCar], ['seller3', here.otherCar], ['altSeller', there.newCar]] as const) {
    const who = await world.signIn(name, { now: worldNow });
    const offers = (await http.call(who, applicableOffersRoute, { query: { stockId: car } })).body as { items: OfferConditions[] };
    const offer = offers.items.find((one) => one.product.plan === 'level');
    if (offer === undefined) throw new Error(`no offer for ${name}`);
    const input = quoteChoice({
      vehicle: { kind: 'stock', stockId: car }, priceCents: 2_850_000, discountCents: 0, tradeInCents: 0, depositCents: 500_000, offerId: offer.offerId, offerVersion: offer.offerVersion, termMonths: 48, balloonCents: null, kmPerYear: null, serviceCodes: [],
    });
    const quote = await savedQuote(http, who, [input], today, { reference: `Cliente di ${name}`, followUpOn: '2026-11-25' });
    await http.call(who, shareQuoteRoute, { params: { id: quote.id }, body: { follows: true, expiresOn: quote.expiresOn } });
    await http.call(who, addViewRoute, { body: { list: 'quotes', name: `Vista di ${name}`, query: {}, shared: true } });
    const { personalityId, accountId } = world.person(name);
    await world.context(name, {}, (ctx) => notify(ctx, { addressees: [{ personalityId, accountId, nodeId: ctx.actor.scopeNodeId }], kind: 'test.told', facts: { of: `Avviso a ${name}` }, link: '/', source: `told ${name}` }));
    await world.context(name, {}, async (ctx) => {
      await ctx.tx.run(sql`
        insert into flows.imports (tenant_id, id, node_id, kind, file_name, size_bytes, state, language, personality_id, actor_name, created_at)
        values (${ctx.tenant.id}, gen_random_uuid(), ${ctx.actor.scopeNodeId}, 'stock', ${`File di ${name}.csv`}, 10, 'done', 'it', ${personalityId}, ${name}, ${worldNow})`);
    });
  }
  await publishAs(world, 'areaManager', [include(world.node('DLR002'))], { titleIt: 'Circolare per DLR002' });
  await publishAs(world, 'areaManager', [include(world.node('DLR001'))], { titleIt: 'Circolare per la prima' });
  await publishAs(world, 'altAdministrator', [include(world.node('ALT'))], { titleIt: 'Circolare ALT' });
}

/** Ids and words that are one side's alone. */
export interface Marks {
  readonly ids: readonly string[];
  readonly words: readonly string[];
}

/** Ids of everything that stands in some rows of tables with a tenant, as the database's own catalogue names them. */
async function idsWhere(world: World, ofRow: (columns: ReadonlySet<string>) => string | undefined): Promise<{ all: Set<string>; samples: string[] }> {
  return world.database.asOwner(async (tx) => {
    const columns = await tx.rows<{ name: string; key_column: string; columns: string[] }>(sql`
      select format('%I.%I', n.nspname, c.relname) as name, k.attname as key_column, (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_index i on i.indrelid = c.oid and i.indisprimary
      join pg_attribute k on k.attrelid = c.oid and k.attnum = any(i.indkey) and k.atttypid = 'uuid'::regtype
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'graphile_worker', 'platform')`);
    const all = new Set<string>();
    const samples: string[] = [];
    for (const table of columns) {
      const where = ofRow(new Set(table.columns));
      if (where === undefined) continue;
      const found = await tx.rows<{ id: string }>({ text: [`select distinct ${table.key_column}::text as id from ${table.name} x where ${where}`], values: [] });
      for (const { id } of found) all.add(id);
      samples.push(...found.slice(0, 1).map(({ id }) => id));
    }
    return { all, samples: [...new Set(samples)] };
  });
}

/** What belongs to the other dealer, and what to the other tenant; ids that also occur on the own side are no marks. */
export async function marksOf(world: World): Promise<{ dealer: Marks & { samples: readonly string[] }; tenant: Marks & { samples: readonly string[] } }> {
  const below = `(select c.descendant_id from identity.node_closure c where c.ancestor_id = ${world.node('DLR002')})`;
  const placed = (columns: ReadonlySet<string>) => ['node_id', 'scope_node_id', 'shared_node_id'].find((column) => columns.has(column));
  const own = await idsWhere(world, (columns) => (columns.has('tenant_id') ? `x.tenant_id = ${world.tenantId}${placed(columns) === undefined ? '' : ` and (x.${placed(columns)} is null or x.${placed(columns)} not in ${below})`}` : undefined));
  const dealer = await idsWhere(world, (columns) => (columns.has('tenant_id') && placed(columns) !== undefined ? `x.tenant_id = ${world.tenantId} and x.${placed(columns)} in ${below}` : undefined));
  const tenant = await idsWhere(world, (columns) => (columns.has('tenant_id') ? `x.tenant_id = ${world.altTenantId}` : undefined));
  const foreign = (ids: Set<string>) => [...ids].filter((id) => !own.all.has(id));
  const names = (people: readonly PersonName[]) => people.map((name) => `Persona ${name}`);
  return {
    dealer: { ids: foreign(dealer.all), samples: dealer.samples, words: ['DLR002', 'Cliente di seller3', 'Vista di seller3', 'Avviso a seller3', 'File di seller3', ...names(['seller3', 'twoHats'])] },
    tenant: { ids: foreign(tenant.all), samples: tenant.samples, words: ['ALT-', 'Cliente di altSeller', 'Vista di altSeller', 'Avviso a altSeller', 'File di altSeller', 'Circolare ALT', ...names(['altSeller', 'altManager', 'altAdministrator'])] },
  };
}
