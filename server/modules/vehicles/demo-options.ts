/** Options of ten carlines for the demo world. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Context } from '#platform/context';
import { rootDir } from '#platform/root';
import { sql } from '#platform/sql';
import { addOptions, type NewOption } from './add-options.ts';

const codes = z.array(z.string()).default([]);
const optionFile = z.object({
  models: z.array(
    z.object({
      make: z.string(),
      model: z.string(),
      options: z.array(
        z.object({
          code: z.string(),
          category: z.string(),
          name_it: z.string(),
          price_eur_incl_vat: z.number().int(),
          requires: codes,
          requires_any: codes,
          excludes: codes,
          includes: codes,
          only_fuels: codes,
          not_fuels: codes,
        }),
      ),
    }),
  ),
});
type FileOption = z.infer<typeof optionFile>['models'][number]['options'][number];

function toNewOption(option: FileOption): NewOption {
  return {
    code: option.code,
    kind: option.category === 'paint' ? 'colour' : option.category === 'pack' ? 'pack' : 'option',
    category: option.category,
    name: option.name_it,
    priceCents: option.price_eur_incl_vat * 100,
    requires: option.requires,
    requiresAny: option.requires_any.length === 0 ? [] : [option.requires_any],
    excludes: option.excludes,
    includes: option.includes,
    onlyFuels: option.only_fuels,
    notFuels: option.not_fuels,
    validTo: null,
  };
}

/** The carlines of the file with their options. */
export async function readDemoOptions(): Promise<{ make: string; carline: string; options: NewOption[] }[]> {
  const { models } = optionFile.parse(JSON.parse(await readFile(join(rootDir, 'server/modules/vehicles/demo/options.json'), 'utf8')));
  return models.map(({ make, model, options }) => ({ make, carline: model, options: options.map(toNewOption) }));
}

/** Adds them to the carlines of the catalogue that bear their names. */
export async function addDemoOptions(ctx: Context, validFrom: string): Promise<void> {
  for (const { make, carline, options } of await readDemoOptions()) {
    const { id } = await ctx.tx.row<{ id: string }>(sql`
      select c.id from vehicles.carlines c join vehicles.makes m on m.tenant_id = c.tenant_id and m.id = c.make_id
      where c.tenant_id = ${ctx.tenant.id} and m.name = ${make} and c.name = ${carline}`);
    const added = await addOptions(ctx, { carlineId: id, versionId: null, validFrom, options });
    if (!added.ok) throw new Error(`the demo options of ${make} ${carline} contradict each other: ${JSON.stringify(added.details)}`);
  }
}
