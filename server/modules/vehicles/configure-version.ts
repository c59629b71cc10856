/** A version with chosen options: prices and rules are the server's, whatever a browser showed. */
import type { Context } from '#platform/context';
import { done, refuse, type Result } from '#platform/result';
import type { checkConfigurationRoute, ConfiguredCar, ListedOption, VersionOptions } from './api.ts';
import type { ResponseOf } from '#platform/contract';
import { findVersionOnSale } from './catalogue.ts';
import { checkConfiguration, type CheckedConfiguration } from './configuration/check-configuration.ts';
import { configurationModel, type ConfigurationContext, type ConfigurationModel } from './configuration/configuration-model.ts';
import { possibleNext } from './configuration/possible-next.ts';
import { repair, type Wish } from './configuration/repair.ts';
import { getVersionOptions } from './options.ts';

interface Question {
  readonly list: VersionOptions;
  readonly model: ConfigurationModel;
  readonly context: ConfigurationContext;
}

async function question(ctx: Context, versionId: string): Promise<Result<Question, 'version_not_on_sale'>> {
  // Unknown goes before not on sale: the first is the door's business.
  const list = await getVersionOptions(ctx, versionId);
  if ((await findVersionOnSale(ctx, versionId)) === undefined) return refuse('version_not_on_sale', 'params.id');
  const model = configurationModel(list.options, { from: list.technical.producedFrom, to: list.technical.producedTo });
  return done({ list, model, context: { fuel: list.version.fuel, onDay: ctx.today, needsColour: true } });
}

/**
 * The car as configured, with the prices of today. Nothing chosen is the version of the list, not configured yet, and passes; a
 * car that is configured needs its colour too, when there are colours. Refuses `version_not_on_sale`, and `configuration_impossible` with the first
 * fault in its details. Throws not_found for a version nobody knows.
 */
export async function configureVersion(ctx: Context, versionId: string, chosen: readonly string[]): Promise<Result<ConfiguredCar, 'version_not_on_sale' | 'configuration_impossible'>> {
  const asked = await question(ctx, versionId);
  if (!asked.ok) return asked;
  const { list, model, context } = asked.value;
  const checked = checkConfiguration(model, chosen, context);
  const [fault] = chosen.length === 0 ? checked.faults.filter(({ code }) => code !== 'missing_colour') : checked.faults;
  if (fault !== undefined) return refuse('configuration_impossible', 'options', { fault: fault.code, option: fault.option, others: fault.others.join(' ') });
  return done(configuredCar(list, checked));
}

/** Everything a configurator shows after a key press: the car, its faults, what may be pressed next, and the way to a wish. */
export async function explainConfiguration(
  ctx: Context,
  versionId: string,
  chosen: readonly string[],
  wish: Wish | undefined,
): Promise<Result<ResponseOf<typeof checkConfigurationRoute>, 'version_not_on_sale'>> {
  const asked = await question(ctx, versionId);
  if (!asked.ok) return asked;
  const { list, model, context } = asked.value;
  const checked = checkConfiguration(model, chosen, context);
  const mended = wish === undefined ? null : repair(model, chosen, wish, context);
  return done({
    ok: checked.ok,
    car: configuredCar(list, checked),
    faults: checked.faults.map(plain),
    standings: possibleNext(model, chosen, context).map((one) => ({ ...one, faults: one.faults.map(plain) })),
    repair: mended?.ok === true ? { ...mended, chosen: [...mended.chosen], add: [...mended.add], remove: [...mended.remove] } : mended,
  });
}

function configuredCar({ version, onDay, options }: VersionOptions, { charged, included, priceCents }: CheckedConfiguration): ConfiguredCar {
  const byCode = new Map(options.map((option): [string, ListedOption] => [option.code, option]));
  return {
    versionId: version.versionId,
    onDay,
    chosen: charged.flatMap(({ option, cents }) => {
      const listed = byCode.get(option);
      return listed === undefined ? [] : [{ code: option, kind: listed.kind, name: listed.name, priceCents: cents }];
    }),
    included: included.map((code) => ({ code, name: byCode.get(code)?.name ?? code })),
    listPriceCents: version.listPriceCents,
    optionsCents: priceCents,
    totalCents: version.listPriceCents + priceCents,
  };
}

/** Answers carry lists of their own. */
function plain(fault: CheckedConfiguration['faults'][number]) {
  return { ...fault, others: [...fault.others], broughtBy: [...fault.broughtBy] };
}
