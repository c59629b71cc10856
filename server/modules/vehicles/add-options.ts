/** Set-based writing of price lists of options: used by importers and the demo world. */
import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import type { ListedOption } from './api.ts';
import { ruleFaults } from './configuration/rule-faults.ts';
import { optionsOf } from './options.ts';

export type NewOption = Omit<ListedOption, 'validFrom'>;

export interface NewOptionList {
  readonly carlineId: string;
  /** Null for every version of the carline. */
  readonly versionId: string | null;
  /** First day the list is in force; an earlier row of the same code ends then. */
  readonly validFrom: string;
  readonly options: readonly NewOption[];
}

/**
 * Adds the options of a price list and answers how many rows are new; a row of the same code and day is kept as it is, so
 * that a list may be sent twice. Refuses `option_rules_broken`, with the first fault in the details, when the list together
 * with what is in force contradicts itself (see `ruleFaults`).
 */
export async function addOptions(ctx: Context, list: NewOptionList): Promise<Result<number, 'option_rules_broken'>> {
  const options = list.options.map((option): ListedOption => ({ ...option, validFrom: list.validFrom }));
  const replaced = new Set(options.map(({ code }) => code));
  const before = (await optionsOf(ctx, list, list.validFrom)).filter((option) => !replaced.has(option.code));
  const [fault] = ruleFaults([...options, ...before]);
  if (fault !== undefined) return refuse('option_rules_broken', 'options', { fault: fault.code, option: fault.option, others: fault.others.join(' ') });
  const ofTenant = sql`o.tenant_id = ${ctx.tenant.id} and o.carline_id = ${list.carlineId} and o.version_id is not distinct from ${list.versionId}::uuid`;
  await ctx.tx.run(sql`
    update vehicles.options o set valid_to = ${list.validFrom}
    where ${ofTenant} and o.code = any(${[...replaced]}::text[]) and o.valid_from < ${list.validFrom} and (o.valid_to is null or o.valid_to > ${list.validFrom})`);
  const ids = options.map(() => uuidv7());
  await ctx.tx.run(sql`
    insert into vehicles.options (tenant_id, id, carline_id, version_id, code, kind, category, name, price_cents, only_fuels, not_fuels, valid_from, valid_to)
    select ${ctx.tenant.id}, u.id, ${list.carlineId}, ${list.versionId}::uuid, u.code, u.kind, u.category, u.name, u.price, string_to_array(u.only_fuels, ' '),
      string_to_array(u.not_fuels, ' '), ${list.validFrom}, u.valid_to
    from unnest(${ids}::uuid[], ${options.map((o) => o.code)}::text[], ${options.map((o) => o.kind)}::text[], ${options.map((o) => o.category)}::text[],
      ${options.map((o) => o.name)}::text[], ${options.map((o) => o.priceCents)}::bigint[], ${options.map((o) => o.onlyFuels.join(' '))}::text[],
      ${options.map((o) => o.notFuels.join(' '))}::text[], ${options.map((o) => o.validTo)}::date[])
      u (id, code, kind, category, name, price, only_fuels, not_fuels, valid_to)
    on conflict (tenant_id, carline_id, version_id, code, valid_from) do nothing`);
  const rules = options.flatMap((option, at) => rulesOf(option).map((rule) => ({ optionId: ids[at] ?? '', ...rule })));
  await ctx.tx.run(sql`
    insert into vehicles.option_rules (tenant_id, option_id, rule, alternative, other_code)
    select o.tenant_id, o.id, u.rule, u.alternative, u.other
    from unnest(${rules.map((r) => r.optionId)}::uuid[], ${rules.map((r) => r.rule)}::text[], ${rules.map((r) => r.alternative)}::smallint[],
      ${rules.map((r) => r.other)}::text[]) u (option_id, rule, alternative, other)
    join vehicles.options o on o.tenant_id = ${ctx.tenant.id} and o.id = u.option_id`);
  const { added } = await ctx.tx.row<{ added: number }>(sql`
    select count(*) as added from vehicles.options o where o.tenant_id = ${ctx.tenant.id} and o.id = any(${ids}::uuid[])`);
  await audit(ctx, { action: 'vehicles.options.add', objectKind: 'catalogue', objectId: list.versionId ?? list.carlineId, after: options, details: { options: added, validFrom: list.validFrom } });
  return done(added);
}

function rulesOf(option: ListedOption): { rule: string; alternative: number; other: string }[] {
  const plain = (['requires', 'excludes', 'includes'] as const).flatMap((rule) => [...new Set(option[rule])].map((other) => ({ rule, alternative: 0, other })));
  return [...plain, ...option.requiresAny.flatMap((group, alternative) => [...new Set(group)].map((other) => ({ rule: 'requiresAny', alternative, other })))];
}
