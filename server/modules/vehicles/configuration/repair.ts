/** What must be added and removed to reach a wanted option, or to make a broken choice buildable again: the least change. Pure. */
import { checkPlaces, placesOf, versionFaults } from './check-configuration.ts';
import type { ConfigurationContext, ConfigurationModel } from './configuration-model.ts';
import { leastChange } from './least-change.ts';

/** Choose an option, drop one (so that nothing brings it along either), or only make the choice buildable. */
export type Wish = { readonly choose: string } | { readonly drop: string } | 'buildable';

export type Repair =
  | {
      readonly ok: true;
      /** The whole choice after the repair, in the order of the list. */
      readonly chosen: readonly string[];
      /** Added, the wanted option among them. */
      readonly add: readonly string[];
      readonly remove: readonly string[];
      /** Change of the options' price, with VAT. */
      readonly priceChangeCents: number;
    }
  /** `never`: no car of this version, fuel and day fulfils the wish. `too_far`: the rules are too tangled to search in time. */
  | { readonly ok: false; readonly reason: 'never' | 'too_far' };

/**
 * The buildable choice nearest to `chosen` that fulfils the wish: fewest options changed, then fewest removed, then the
 * lowest price, then the order of the list. Codes nobody knows are removed.
 */
export function repair(model: ConfigurationModel, chosen: readonly string[], wish: Wish, context: ConfigurationContext): Repair {
  if (versionFaults(model, context).length > 0) return { ok: false, reason: 'never' };
  const { places, unknown } = placesOf(model, chosen);
  const wanted = wish !== 'buildable' && 'choose' in wish ? model.placeOf.get(wish.choose) : undefined;
  const unwanted = wish !== 'buildable' && 'drop' in wish ? model.placeOf.get(wish.drop) : undefined;
  if (wish !== 'buildable' && 'choose' in wish && wanted === undefined) return { ok: false, reason: 'never' };
  const search = leastChange(model, { start: places, wanted, unwanted }, context);
  if (search.end !== 'found') return { ok: false, reason: search.end };
  const codes = (keep: (place: number) => boolean) => model.options.flatMap(({ code }, place) => (keep(place) ? [code] : []));
  return {
    ok: true,
    chosen: codes((place) => search.chosen.has(place)),
    add: codes((place) => search.chosen.has(place) && !places.has(place)),
    remove: [...codes((place) => !search.chosen.has(place) && places.has(place)), ...unknown],
    priceChangeCents: search.priceCents - checkPlaces(model, places, context).priceCents,
  };
}
