/** For every option: may it be pressed now, and if not, why not. Asked at every key press of the configurator. Pure. */
import { checkPlaces, placesOf, versionFaults, type ConfigurationFault } from './check-configuration.ts';
import type { ConfigurationContext, ConfigurationModel } from './configuration-model.ts';
import { canEverBe, notOffered } from './least-change.ts';

export interface OptionStanding {
  readonly option: string;
  /** `included`: on the car because a chosen pack brings it along. */
  readonly state: 'chosen' | 'included' | 'open';
  /**
   * What pressing it does (choosing it, or dropping a chosen one): `now` = breaks nothing, `withChanges` = something else must
   * be added or removed as well (`repair` says what), `never` = no car of this version, fuel and day has it.
   */
  readonly press: 'now' | 'withChanges' | 'never';
  /** What would be wrong after pressing that is not wrong already; empty when `press` is `now`. */
  readonly faults: readonly ConfigurationFault[];
  /** Change of the options' price by pressing, with VAT; negative when dropping saves money. */
  readonly priceChangeCents: number;
}

/** A fault in its parts: of two missing options one may be there after the key press, which is no new fault. */
function partsOf({ code, option, others }: ConfigurationFault): string[] {
  const start = `${code} ${option ?? ''} `;
  return code === 'missing_one_of' || others.length === 0 ? [start + others.join(' ')] : others.map((other) => start + other);
}

/** Standing of every listed option against the options chosen, in the order of the list. Codes nobody knows are passed over. */
export function possibleNext(model: ConfigurationModel, chosen: readonly string[], context: ConfigurationContext): OptionStanding[] {
  const { places } = placesOf(model, chosen);
  const now = checkPlaces(model, places, context);
  const already = new Set(now.faults.flatMap(partsOf));
  const included = new Set(now.included);
  const neverAdded = notOffered(model, context);
  const notProduced = versionFaults(model, context);
  return model.options.flatMap(({ code, listed }, place): OptionStanding[] => {
    if (listed === undefined) return [];
    const pressed = new Set(places);
    const isChosen = pressed.delete(place);
    if (!isChosen) pressed.add(place);
    const then = checkPlaces(model, pressed, context);
    const broken = then.faults.filter((fault) => partsOf(fault).some((part) => !already.has(part)));
    const faults = isChosen ? broken : [...notProduced, ...broken];
    const never = faults.length > 0 && !isChosen && (notProduced.length > 0 || !canEverBe(model, place, context, neverAdded));
    return [{
      option: code,
      state: isChosen ? 'chosen' : included.has(code) ? 'included' : 'open',
      press: never ? 'never' : faults.length === 0 ? 'now' : 'withChanges',
      faults,
      priceChangeCents: then.priceCents - now.priceCents,
    }];
  });
}
