/** SQL that checks staged options against catalogue and rules, and takes them into the price list. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { ImportOutcome } from '#platform/import-kind';
import { sql } from '#platform/sql';
import type { ListedOption } from '../api.ts';
import { ruleFaults } from '../configuration/rule-faults.ts';
import { optionsOf } from '../options.ts';
import { countOutcomes } from './stage-outcomes.ts';

/** Finds carline and version of every row, then reads the rules of each list together with what is in force. */
export async function checkOptions(ctx: Context): Promise<void> {
  const tenantId = ctx.tenant.id;
  await ctx.tx.listRows(sql`
    update import_stage s set carline_id = c.id::text
    from vehicles.makes m join vehicles.carlines c on c.tenant_id = m.tenant_id and c.make_id = m.id
    where m.tenant_id = ${tenantId} and lower(m.name) = lower(s.make) and lower(c.name) = lower(s.carline)`);
  await ctx.tx.listRows(sql`
    update import_stage s set version_id = v.id::text from vehicles.versions v
    where v.tenant_id = ${tenantId} and v.external_code = s.version_code and v.carline_id = s.carline_id::uuid`);
  await ctx.tx.listRows(sql`
    insert into import_stage_faults (row_number, column_key, code, value)
    select s.row_number, 'carline', 'carline_unknown', s.carline from import_stage s where not s.faulty and s.carline_id is null
    union all
    select s.row_number, 'versionCode', 'version_unknown', s.version_code from import_stage s
    where not s.faulty and s.carline_id is not null and s.version_code is not null and s.version_id is null`);
  const carlines = await ctx.tx.listRows<{ id: string }>(sql`select distinct s.carline_id as id from import_stage s where not s.faulty and s.carline_id is not null order by 1`);
  for (const { id } of carlines) await checkRules(ctx, id);
}

interface StagedOption {
  readonly row: number;
  readonly versionId: string | null;
  readonly option: ListedOption;
}

const codes = (text: string | null): string[] => (text === null || text === '' ? [] : text.split(' '));

async function stagedOf(ctx: Context, carlineId: string): Promise<StagedOption[]> {
  const rows = await ctx.tx.listRows<Record<string, string | null> & { row: number; price: number }>(sql`
    select s.row_number as row, s.version_id, s.code, s.kind, s.category, s.name, s.price, s.requires, s.requires_any, s.excludes, s.includes, s.only_fuels, s.not_fuels, s.valid_from, s.valid_to
    from import_stage s where not s.faulty and s.carline_id = ${carlineId} and (s.version_code is null or s.version_id is not null) order by s.row_number`);
  return rows.map((row) => ({
    row: row.row,
    versionId: row['version_id'] ?? null,
    option: {
      code: row['code'] ?? '',
      kind: row['kind'] as ListedOption['kind'],
      category: row['category'] ?? '',
      name: row['name'] ?? '',
      priceCents: row.price,
      requires: codes(row['requires'] ?? null),
      requiresAny: codes(row['requires_any'] ?? null).map((group) => group.split('|')),
      excludes: codes(row['excludes'] ?? null),
      includes: codes(row['includes'] ?? null),
      onlyFuels: codes(row['only_fuels'] ?? null),
      notFuels: codes(row['not_fuels'] ?? null),
      validFrom: row['valid_from'] ?? '',
      validTo: row['valid_to'] ?? null,
    },
  }));
}

/** The list of a day is what the file says for the version, then for the carline, then what is in force: the first of a code counts. */
async function checkRules(ctx: Context, carlineId: string): Promise<void> {
  const staged = await stagedOf(ctx, carlineId);
  const days = new Map(staged.map(({ versionId, option }) => [`${versionId ?? ''} ${option.validFrom}`, { versionId, day: option.validFrom }]));
  const found: { row: number; code: string; value: string }[] = [];
  for (const { versionId, day } of days.values()) {
    const own = staged.filter((one) => one.versionId === versionId && one.option.validFrom === day);
    const ofCarline = staged.filter((one) => one.versionId === null && one.option.validFrom <= day && (one.option.validTo === null || one.option.validTo > day)).toSorted((a, b) => (a.option.validFrom < b.option.validFrom ? 1 : -1));
    const list = new Map<string, ListedOption>();
    for (const option of [...own.map((one) => one.option), ...ofCarline.map((one) => one.option), ...(await optionsOf(ctx, { carlineId, versionId }, day))]) {
      if (!list.has(option.code)) list.set(option.code, option);
    }
    for (const fault of ruleFaults([...list.values()])) {
      const row = own.find((one) => one.option.code === fault.option)?.row;
      if (row !== undefined) found.push({ row, code: fault.code, value: fault.others.join(' ').slice(0, 200) });
    }
  }
  await ctx.tx.listRows(sql`
    insert into import_stage_faults (row_number, column_key, code, value)
    select u.row, case u.code when 'includes_in_circle' then 'includes' when 'excludes_what_it_needs' then 'excludes' end, u.code, u.value
    from unnest(${found.map(({ row }) => row)}::integer[], ${found.map(({ code }) => code)}::text[], ${found.map(({ value }) => value)}::text[]) u (row, code, value)`);
}

/** Rules of a staged row, one text each, in the order in which those that stand are gathered. */
const stagedRules = sql`(
  select coalesce(array_agg(r.rule order by r.rule collate "C"), '{}') from (
    select distinct 'requires/0/' || c as rule from regexp_split_to_table(s.requires, ' ') c where c <> ''
    union select 'excludes/0/' || c from regexp_split_to_table(s.excludes, ' ') c where c <> ''
    union select 'includes/0/' || c from regexp_split_to_table(s.includes, ' ') c where c <> ''
    union select 'requiresAny/' || (g.number - 1) || '/' || c from regexp_split_to_table(s.requires_any, ' ') with ordinality g (codes, number), regexp_split_to_table(g.codes, '\\|') c where c <> ''
  ) r)`;
const keptRules = sql`(
  select coalesce(array_agg(l.rule || '/' || l.alternative || '/' || l.other_code order by (l.rule || '/' || l.alternative || '/' || l.other_code) collate "C"), '{}')
  from vehicles.option_rules l where l.tenant_id = o.tenant_id and l.option_id = o.id)`;
const fuels = (column: ReturnType<typeof sql>) => sql`coalesce(string_to_array(nullif(${column}, ''), ' '), '{}')`;
/** A row ends on its own last day, or when a later list of the same code begins: of this file or of one that stands. */
const staged = sql`(
  select s.*, least(s.valid_to, lead(s.valid_from) over (partition by s.carline_id, s.version_id, s.code order by s.valid_from), (
    select min(n.valid_from) from vehicles.options n where n.tenant_id = (select platform.tenant_id()) and n.carline_id = s.carline_id::uuid
      and n.version_id is not distinct from s.version_id::uuid and n.code = s.code and n.valid_from > s.valid_from)) as ends
  from import_stage s where not s.faulty)`;

/** New options, changed ones with their rules, and those that say what stands; earlier lists end where these begin. */
export async function writeOptions(ctx: Context): Promise<ImportOutcome> {
  const tenantId = ctx.tenant.id;
  await ctx.tx.listRows(sql`
    update import_stage target set option_id = o.id::text, outcome = case
      when (s.kind, coalesce(s.category, ''), s.name, s.price, ${fuels(sql`s.only_fuels`)}, ${fuels(sql`s.not_fuels`)}, s.ends) is distinct from (o.kind, o.category, o.name, o.price_cents, o.only_fuels, o.not_fuels, o.valid_to)
        or ${stagedRules} <> ${keptRules} then 'changed' else 'same' end
    from ${staged} s join vehicles.options o on o.tenant_id = ${tenantId} and o.carline_id = s.carline_id::uuid and o.version_id is not distinct from s.version_id::uuid and o.code = s.code
      and o.valid_from = s.valid_from
    where target.row_number = s.row_number`);
  await ctx.tx.listRows(sql`update import_stage s set outcome = 'added', option_id = s.new_id where not s.faulty and s.option_id is null`);
  await ctx.tx.listRows(sql`
    update vehicles.options o set kind = s.kind, category = coalesce(s.category, ''), name = s.name, price_cents = s.price, only_fuels = ${fuels(sql`s.only_fuels`)},
      not_fuels = ${fuels(sql`s.not_fuels`)}, valid_to = s.ends
    from ${staged} s where o.tenant_id = ${tenantId} and o.id = s.option_id::uuid and s.outcome = 'changed'`);
  await ctx.tx.listRows(sql`
    insert into vehicles.options (tenant_id, id, carline_id, version_id, code, kind, category, name, price_cents, only_fuels, not_fuels, valid_from, valid_to)
    select ${tenantId}, s.option_id::uuid, s.carline_id::uuid, s.version_id::uuid, s.code, s.kind, coalesce(s.category, ''), s.name, s.price, ${fuels(sql`s.only_fuels`)}, ${fuels(sql`s.not_fuels`)},
      s.valid_from, s.ends
    from ${staged} s where s.outcome = 'added' order by s.row_number`);
  await ctx.tx.listRows(sql`
    update vehicles.options o set valid_to = n.begins
    from (select s.carline_id, s.version_id, s.code, s.valid_from as begins from import_stage s where not s.faulty) n
    where o.tenant_id = ${tenantId} and o.carline_id = n.carline_id::uuid and o.version_id is not distinct from n.version_id::uuid and o.code = n.code
      and o.valid_from < n.begins and (o.valid_to is null or o.valid_to > n.begins)
      and not exists (select from import_stage e where not e.faulty and e.carline_id = n.carline_id and e.version_id is not distinct from n.version_id and e.code = n.code
        and e.valid_from > o.valid_from and e.valid_from < n.begins)`);
  await ctx.tx.listRows(sql`
    delete from vehicles.option_rules l using import_stage s where l.tenant_id = ${tenantId} and l.option_id = s.option_id::uuid and s.outcome = 'changed'`);
  await ctx.tx.listRows(sql`
    insert into vehicles.option_rules (tenant_id, option_id, rule, alternative, other_code)
    select ${tenantId}, s.option_id::uuid, split_part(r.rule, '/', 1), split_part(r.rule, '/', 2)::smallint, substr(r.rule, length(split_part(r.rule, '/', 1)) + length(split_part(r.rule, '/', 2)) + 3)
    from import_stage s, unnest(${stagedRules}) r (rule) where s.outcome in ('added', 'changed')`);
  const outcome = { ...(await countOutcomes(ctx)), withdrawn: 0 };
  await audit(ctx, { action: 'vehicles.options.import', objectKind: 'catalogue', objectId: 'options', details: { ...outcome } });
  return outcome;
}
