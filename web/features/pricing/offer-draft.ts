/** An offer being written: what the form holds, and what the server is sent. Pure. */
import type { CustomerType, NewOfferInput, OfferDetail, SalesChannel } from '#pricing/api';

export interface Picked<K extends string | number = string> {
  readonly id: K;
  readonly name: string;
}

export interface DraftTerm {
  readonly key: number;
  readonly months: number | null;
  readonly ratePpm: number | null;
}

type Kind = NonNullable<NewOfferInput['kinds']>[number];

export interface OfferDraft {
  readonly code: string;
  readonly name: string;
  readonly productId: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly place: Picked<number> | null;
  readonly terms: readonly DraftTerm[];
  readonly minDepositPpm: number | null;
  readonly commissionPpm: number | null;
  readonly kinds: readonly Kind[];
  readonly makes: readonly Picked[];
  readonly carlines: readonly Picked[];
  readonly versions: readonly Picked[];
  readonly fuels: readonly string[];
  readonly customers: readonly CustomerType[];
  readonly channels: readonly SalesChannel[];
  readonly minAgeMonths: number | null;
  readonly maxAgeMonths: number | null;
  readonly minMileageKm: number | null;
  readonly maxMileageKm: number | null;
}

export const kinds = ['new', 'kmZero', 'companyCar', 'used'] as const satisfies readonly Kind[];

export function blankDraft(today: string): OfferDraft {
  return {
    code: '', name: '', productId: null, validFrom: today, validTo: null, place: null, terms: [36, 48, 60].map((months, key) => ({ key, months, ratePpm: null })), minDepositPpm: 0, commissionPpm: 0,
    kinds: [], makes: [], carlines: [], versions: [], fuels: [], customers: [], channels: [], minAgeMonths: null, maxAgeMonths: null, minMileageKm: null, maxMileageKm: null,
  };
}

/** The next version begins as the one before, from a day to be chosen. */
export function draftOf(offer: OfferDetail, validFrom: string): OfferDraft {
  const { scope } = offer;
  return {
    code: offer.code, name: offer.name, productId: scope.productId, validFrom, validTo: offer.validTo !== null && offer.validTo < validFrom ? null : offer.validTo,
    place: { id: scope.nodeId, name: offer.nodeName }, terms: offer.terms.map(({ months, nominalRatePpm }, key) => ({ key, months, ratePpm: nominalRatePpm })), minDepositPpm: offer.minDepositPpm,
    commissionPpm: offer.commission?.ratePpm ?? 0, kinds: kinds.filter((kind) => offer.kinds?.includes(kind)), makes: (offer.makes ?? []).map((name) => ({ id: name, name })), carlines: scope.carlines,
    versions: scope.versions, fuels: offer.fuels ?? [], customers: offer.customerTypes ?? [], channels: offer.channels ?? [], minAgeMonths: offer.minAgeMonths, maxAgeMonths: offer.maxAgeMonths,
    minMileageKm: offer.minMileageKm, maxMileageKm: offer.maxMileageKm,
  };
}

export type MissingPart = 'code' | 'name' | 'product' | 'validFrom' | 'place' | 'terms';

/** What the server cannot do without and the form still lacks. */
export function missingParts(draft: OfferDraft): MissingPart[] {
  const there: Readonly<Record<MissingPart, boolean>> = {
    code: /^[A-Z0-9][A-Z0-9-]{1,31}$/.test(draft.code),
    name: draft.name.trim() !== '',
    product: draft.productId !== null,
    validFrom: draft.validFrom !== null,
    place: draft.place !== null,
    terms: termsOf(draft) !== undefined,
  };
  return (Object.keys(there) as MissingPart[]).filter((part) => !there[part]);
}

/** Terms with their rates, when every row has both. */
export function termsOf({ terms }: OfferDraft): NewOfferInput['terms'] | undefined {
  const whole = terms.flatMap(({ months, ratePpm }) => (months === null || ratePpm === null ? [] : [{ months, nominalRatePpm: ratePpm }]));
  return whole.length === terms.length && whole.length > 0 ? whole : undefined;
}

const orNull = <T>(items: readonly T[]): T[] | null => (items.length === 0 ? null : [...items]);

/** Everything but code and product; undefined while something is missing. */
export function bodyOf(draft: OfferDraft): Omit<NewOfferInput, 'code' | 'productId'> | undefined {
  const terms = termsOf(draft);
  const { validFrom, place } = draft;
  if (terms === undefined || validFrom === null || place === null || draft.name.trim() === '') return undefined;
  return {
    name: draft.name.trim(), terms, validFrom, validTo: draft.validTo, nodeId: place.id, kinds: orNull(draft.kinds), makes: orNull(draft.makes.map(({ name }) => name)),
    carlineIds: orNull(draft.carlines.map(({ id }) => id)), versionIds: orNull(draft.versions.map(({ id }) => id)), fuels: orNull(draft.fuels), channels: orNull(draft.channels),
    customerTypes: orNull(draft.customers), minAgeMonths: draft.minAgeMonths, maxAgeMonths: draft.maxAgeMonths, minMileageKm: draft.minMileageKm, maxMileageKm: draft.maxMileageKm,
    minDepositPpm: draft.minDepositPpm ?? 0, commissionPpm: draft.commissionPpm ?? 0,
  };
}
