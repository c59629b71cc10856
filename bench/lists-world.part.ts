/**
 * A national network and its quotes for bench/lists.ts and bench/export.ts, written set by set: 2,000 dealers with five
 * sellers each in twenty areas of five districts. Quotes of three years; the small world keeps a full page in every scope.
 */
import type { Database } from '#platform/db';
import type { Tx } from '#platform/context';
import { sql, type SqlFragment } from '#platform/sql';
import { createTenant } from '#identity';

export const dealers = 2000;
export const areas = 20;
const districts = 5;
export const sellersOfDealer = 5;
export const today = '2026-11-22';

/** Node ids: districts from 51, areas from 101, dealers from 1,001, branches from 10,001, sellers from 20,001. */
export const nodeOf = { district: 51, area: 101, dealer: 1001, branch: 10_001, seller: 20_001 } as const;

/** The nodes alone; answers the id of the company. */
export async function buildNetwork(tx: Tx): Promise<number> {
  const company = await createTenant(tx, { id: 1, code: 'NET', name: 'Rete', validFrom: '2020-01-01' });
  // The trigger that keeps the closure is planned anew after each level: planned for an empty table it would walk all of it for each node.
  const add = async (statement: SqlFragment): Promise<void> => {
    await tx.run(sql`insert into identity.nodes (tenant_id, id, parent_id, kind, code, name, valid_from) ${statement}`);
    await tx.run(sql`analyze identity.nodes, identity.node_closure`);
  };
  await add(sql`select 1, 51 + i, ${company}, 'district', 'DIS' || i, 'Distretto ' || i, '2020-01-01' from generate_series(0, ${districts - 1}) i`);
  await add(sql`select 1, 101 + i, 51 + i * ${districts} / ${areas}, 'region', 'REG' || i, 'Area ' || i, '2020-01-01' from generate_series(0, ${areas - 1}) i`);
  await add(sql`select 1, 1001 + i, 101 + i * ${areas} / ${dealers}, 'dealer', 'DLR' || lpad(i::text, 4, '0'), 'Concessionaria ' || i, '2020-01-01' from generate_series(0, ${dealers - 1}) i`);
  await add(sql`select 1, 10001 + i, 1001 + i, 'branch', 'BRA' || i, 'Sede ' || i, '2020-01-01' from generate_series(0, ${dealers - 1}) i`);
  await add(sql`select 1, 20001 + i, 10001 + i / ${sellersOfDealer}, 'seller', 'SEL' || i, 'Venditore ' || i, '2020-01-01' from generate_series(0, ${dealers * sellersOfDealer - 1}) i`);
  await tx.run(sql`select setval('identity.node_ids', 100000)`);
  return company;
}

/** Pseudo-random whole number below `most`, the same in every run: row number and a salt, hashed. */
const draw = (salt: number, most: number) => sql`(abs(hashint8extended(i::bigint, ${salt}::bigint) % ${most}::bigint))::integer`;

/** Writes `rows` quotes. In a small world two of five are the first dealer's and two thirds the first area's. */
async function writeQuotes(tx: Tx, rows: number): Promise<void> {
  const small = rows <= 10_000;
  const dealer = small
    ? sql`case when i % 5 < 2 then 0 when i % 15 < 10 then 1 + ${draw(1, 99)} else 100 + ${draw(2, dealers - 100)} end`
    : draw(1, dealers);
  await tx.run(sql`
    insert into quoting.quotes (tenant_id, id, number, node_id, dealer_node_id, dealer_code, revision, seller_name, reference, vehicle_label, version_id, stock_vehicle_id,
      offer_name, plan, price_cents, total_credit_cents, term_months, instalment_cents, taeg_ppm, search_text, created_by, created_at, updated_at, expires_on,
      kind, proposals, quantity, customer_type, phone, email, follow_up_on)
    select 1, x.id, x.number, 20001 + x.seller, 1001 + x.dealer, x.dealer_code, 1, x.seller_name, x.reference, x.label, md5('v' || x.model)::uuid,
      case when x.chance < 40 then md5('s' || i % 100000)::uuid end, 'Offerta ' || x.model % 40, x.plan, x.price, x.price * 8 / 10, 48, x.instalment, 71000,
      ' ' || lower(replace(x.number, '-', ' ') || ' ' || right(x.number, 10) || ' ' || x.label || ' ' || x.plate || ' ' || x.reference || ' ' || x.seller_name || ' ' || x.phone),
      md5('p' || x.seller)::uuid, x.created, x.created, (x.created + interval '30 days')::date, 'alternatives', 1 + i % 3, 1,
      case when x.chance < 80 then 'consumer' when x.chance < 92 then 'soleTrader' else 'company' end, x.phone, '',
      case when x.chance % 10 = 0 then (x.created + interval '12 days')::date end
    from (
      select z.*, ('{Anna,Luca,Marta,Paolo,Chiara,Elena,Davide,Sara,Marco,Giulia}'::text[])[1 + z.seller % 10] || ' Cognome' || z.seller / 10 as seller_name,
        case when z.chance % 3 = 0 then '' else ('{Rossi,Bianchi,Ferrari,Esposito,Romano,Colombo,Ricci,Marino,Greco,Bruno}'::text[])[1 + z.chance % 10] || ' cliente' || ${draw(6, 200_000)} end as reference,
        ('{Toyota Yaris,Fiat Panda,Jeep Avenger,Dacia Sandero,Peugeot 208,Renault Captur,Ford Puma,Volkswagen Golf,Kia Sportage,Lancia Ypsilon}'::text[])[1 + z.model % 10] || ' variante' || z.model as label,
        case when z.chance < 40 then 'ga' || lpad((i % 1000)::text, 3, '0') || chr(97 + i / 1000 % 26) || chr(97 + i / 26000 % 26) else '' end as plate,
        case when z.chance < 60 then '33' || lpad(${draw(7, 90_000_000)}::text, 8, '0') else '' end as phone,
        case when z.chance < 55 then 'level' when z.chance < 93 then 'balloon' else 'lease' end as plan,
        800000 + ${draw(8, 5_200_000)} as price, 9000 + ${draw(9, 81_000)} as instalment
      from (
      select y.*, 'DLR' || lpad(y.dealer::text, 4, '0') as dealer_code, 'DLR' || lpad(y.dealer::text, 4, '0') || '-' || to_char(y.created, 'YYYY') || '-' || lpad(i::text, 7, '0') as number,
        (lpad(to_hex((extract(epoch from y.created) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(i % 4096), 3, '0') || '8' || substr(md5(i::text), 1, 15))::uuid as id,
        y.dealer * ${sellersOfDealer} + ${draw(3, sellersOfDealer)} as seller
      from (
        select i, ${dealer} as dealer, ${draw(4, 100)} as chance, ${draw(5, 300)} as model,
          timestamptz '2023-11-22 08:00+00' + (interval '1096 days' * (i::float8 / ${rows})) as created
        from generate_series(0, ${rows - 1}) i
      ) y
      ) z
    ) x`);
}

/** Fills an empty migrated database with the network and its quotes; indexes are made after the rows, as a restore does. */
export async function fillLists(database: Database, rows: number): Promise<{ company: number }> {
  const company = await database.asOwner(buildNetwork);
  const client = await database.pool.connect();
  try {
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(`
      select i.indexname as name, i.indexdef as definition from pg_indexes i
      where i.schemaname = 'quoting' and i.tablename = 'quotes' and i.indexname <> 'quotes_pkey'`);
    for (const { name } of indexes) await client.query(`drop index quoting.${name}`);
    await database.asOwner((tx) => writeQuotes(tx, rows));
    await client.query(`set maintenance_work_mem = '1GB'`);
    for (const { definition } of indexes) await client.query(definition);
    await client.query('vacuum analyze quoting.quotes');
    await client.query('vacuum analyze identity.nodes');
    await client.query('vacuum analyze identity.node_closure');
  } finally {
    client.release();
  }
  return { company };
}
