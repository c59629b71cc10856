/** Why an option cannot simply be pressed, in words. */
import type { ConfigurationFault } from '#vehicles/api';
import type { Format } from '../../../ui/index.ts';
import type { VehicleTexts } from '../use-vehicle-texts.ts';

/** A fault as a sentence; `nameOf` gives the name of an option by its code. Said on the option `on`, its own name is left out. */
export function faultWords(fault: ConfigurationFault, nameOf: (code: string) => string, texts: VehicleTexts, format: Format, on?: string): string {
  const option = fault.option === null || fault.option === on ? '' : nameOf(fault.option);
  return sentence(fault, option, nameOf, texts, format).trim();
}

function sentence({ code, others: codes, day }: ConfigurationFault, option: string, nameOf: (code: string) => string, texts: VehicleTexts, format: Format): string {
  const words = texts.configurator.faults;
  const others = codes.map(nameOf).join(', ');
  switch (code) {
    case 'version_not_produced':
      return words.versionNotProduced(format.date(day));
    case 'missing_colour':
      return words.missingColour;
    case 'unknown_option':
      return words.unknownOption(option);
    case 'not_for_fuel':
      return words.notForFuel(option, codes.map((fuel) => texts.fuels[fuel] ?? fuel).join(', '));
    case 'not_yet_offered':
      return words.notYetOffered(option, format.date(day));
    case 'no_longer_offered':
      return words.noLongerOffered(option, format.date(day));
    case 'missing_required':
      return words.missingRequired(option, others);
    case 'missing_one_of':
      return words.missingOneOf(option, others);
    case 'excluded_together':
      return words.excludedTogether(option, others);
  }
}
