/** Options of the catalogue as a quote takes them: priced by the house, and only on a car that can be built. Pure. */
import { refuse, type Refused, type Result } from '#platform/result';
import { checkConfiguration, configurationModel, type ConfigurationFault, type VersionOptions } from '#vehicles/api';
import type { QuotedOption } from './quote-shapes.ts';

export type OptionRefusal = 'version_not_produced' | 'option_unknown' | 'option_not_for_fuel' | 'option_not_offered' | 'option_requires' | 'option_requires_one' | 'options_exclude' | 'colour_missing';

const names: Readonly<Record<ConfigurationFault['code'], OptionRefusal>> = {
  version_not_produced: 'version_not_produced',
  missing_colour: 'colour_missing',
  unknown_option: 'option_unknown',
  not_for_fuel: 'option_not_for_fuel',
  not_yet_offered: 'option_not_offered',
  no_longer_offered: 'option_not_offered',
  missing_required: 'option_requires',
  missing_one_of: 'option_requires_one',
  excluded_together: 'options_exclude',
};

/** The first fault in words: which option, and which others it excludes or needs. */
function refusalOf(fault: ConfigurationFault, list: VersionOptions): Refused<OptionRefusal> {
  const nameOf = (code: string): string => list.options.find((option) => option.code === code)?.name ?? code;
  const some = (codes: readonly string[]): string | null => (codes.length === 0 ? null : codes.map(nameOf).join(', '));
  const path = fault.code === 'version_not_produced' ? 'vehicle' : 'optionCodes';
  return refuse(names[fault.code], path, {
    option: fault.option === null ? null : nameOf(fault.option),
    optionCode: fault.option,
    // Fuels are words of the catalogue already.
    others: fault.code === 'not_for_fuel' ? (fault.others.length === 0 ? null : fault.others.join(', ')) : some(fault.others),
    otherCodes: fault.others.length === 0 ? null : fault.others.join(' '),
    broughtBy: some(fault.broughtBy),
    day: fault.day,
  });
}

/**
 * The options chosen, each with what it costs on this car on the day of the list; nothing for one that a chosen pack
 * brings along. Refuses a car that cannot be built, with the first reason why. Nothing chosen is the version of the list,
 * not configured yet; a car that is configured needs its colour too.
 */
export function quotedOptions(list: VersionOptions, codes: readonly string[]): Result<QuotedOption[], OptionRefusal> {
  const model = configurationModel(list.options, { from: list.technical.producedFrom, to: list.technical.producedTo });
  const checked = checkConfiguration(model, codes, { fuel: list.version.fuel, onDay: list.onDay, needsColour: codes.length > 0 });
  const [fault] = checked.faults;
  if (fault !== undefined) return refusalOf(fault, list);
  const nameOf = new Map(list.options.map((option) => [option.code, option.name]));
  return { ok: true, value: checked.charged.map(({ option, cents }) => ({ code: option, name: nameOf.get(option) ?? option, priceCents: cents })) };
}
