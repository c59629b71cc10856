/** What the printed quote shows, composed from frozen data alone. Pure: prints made years apart are equal. */
import type { Brand, QuoteDocumentData } from '#documents';
import type { OrganisationNode } from '#identity';
import type { Language } from '#platform/context';
import { deductibility, fullPriceCents, leaseWithVat, type CarUse, type LeaseFigures, type QuoteCustomer, type QuotedVehicle, type QuoteFigures } from '../api.ts';
import { formatAmount, formatRate } from '#platform/money';
import { signatureIn } from '#platform/signatures';
import { documentWords, fuelNames } from './document-words.ts';
import type { StoredProposal, QuoteHead } from '../quote-revision.ts';

interface Source {
  readonly head: QuoteHead;
  /** The one printed. */
  readonly revision: number;
  readonly proposal: StoredProposal;
  readonly figures: QuoteFigures;
  readonly customerType: QuoteCustomer['type'];
  readonly dealer: OrganisationNode;
  readonly branch: OrganisationNode | undefined;
  readonly brand: Brand;
  /** Last day on which this revision can be accepted. */
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly lenderName: string;
  readonly language: Language;
}

function vehicleFacts(vehicle: QuotedVehicle, language: Language): { label: string; value: string }[] {
  const words = documentWords[language];
  const facts: { label: string; value: string }[] = [
    { label: words.fuel, value: fuelNames[vehicle.fuel]?.[language] ?? vehicle.fuel },
    { label: words.power, value: `${vehicle.powerKw} kW` },
  ];
  if (vehicle.co2GKm !== null) facts.push({ label: 'CO₂', value: `${vehicle.co2GKm} g/km` });
  if (vehicle.plate !== null) facts.push({ label: words.plate, value: vehicle.plate });
  if (vehicle.vin !== null) facts.push({ label: words.vin, value: vehicle.vin });
  if (vehicle.firstRegistrationOn !== null) {
    const [year, month] = vehicle.firstRegistrationOn.split('-');
    facts.push({ label: words.firstRegistration, value: `${month}/${year}` });
  }
  if (vehicle.mileageKm !== null && vehicle.kind !== 'new') facts.push({ label: words.mileage, value: `${String(vehicle.mileageKm).replace(/\B(?=(\d{3})+$)/g, language === 'it' ? '.' : ',')} km` });
  return facts;
}

/** Fees with their total over the whole plan, each on a line of its own. */
function feeLines({ proposal, figures, language }: Source): { label: string; amountCents: number }[] {
  const words = documentWords[language];
  const lines: { label: string; amountCents: number }[] = [];
  let rowFees = figures.rows.reduce((sum, row) => sum + row.feeCents, 0);
  if (figures.stampDutyCents > 0) {
    rowFees -= figures.stampDutyCents;
    lines.push({ label: words.stampDuty, amountCents: figures.stampDutyCents });
  }
  if (proposal.conditions.substituteTax?.at === 'first-row') rowFees -= figures.substituteTaxCents;
  if (figures.financedFeesCents > 0) lines.unshift({ label: words.arrangementFee, amountCents: figures.financedFeesCents });
  if (rowFees > 0) lines.push({ label: words.collectionFees, amountCents: rowFees });
  return lines;
}

function financing(source: Source): QuoteDocumentData['financing'] {
  const { proposal, figures, lenderName, language } = source;
  const { conditions } = proposal;
  const lastRow = figures.rows.length;
  const balloon = figures.balloonCents > 0;
  // A balloon with the last row shares it with that row's interest; one period after, it has a row of its own.
  const ownRow = balloon && conditions.product.plan === 'balloon' && conditions.product.balloonAt === 'one-period-after';
  return {
    productName: conditions.product.name[language],
    offerName: conditions.name,
    lenderName,
    totalCreditCents: figures.totalCreditCents,
    amountFinancedCents: figures.amountFinancedCents,
    termMonths: ownRow ? proposal.input.termMonths + 1 : proposal.input.termMonths,
    instalmentCount: proposal.input.termMonths,
    instalmentCents: figures.instalmentCents,
    monthlyPaymentCents: figures.instalmentWithFeesCents === figures.instalmentCents ? null : figures.instalmentWithFeesCents,
    balloonCents: balloon ? figures.balloonCents : null,
    balloonGuaranteed: balloon && conditions.product.plan === 'balloon',
    nominalRatePpm: figures.nominalRatePpm,
    taegPpm: figures.taegPpm,
    interestCents: figures.interestCents,
    fees: feeLines(source),
    substituteTaxCents: figures.substituteTaxCents,
    totalDueCents: figures.totalDueCents,
    plan: figures.rows.map((row) => ({
      number: row.number,
      dueOn: row.dueDate,
      instalmentCents: row.principalCents + row.interestCents,
      principalCents: row.principalCents,
      interestCents: row.interestCents,
      feesCents: row.feeCents,
      balanceCents: row.balanceCents,
      balloon: balloon && row.number === lastRow,
    })),
  };
}

/** Uses of which a lease tells what may be deducted. */
const toldUses: readonly CarUse[] = ['notExclusive', 'exclusive', 'agent'];

/** What a business may deduct of this lease, by use, with the articles. */
function deductibilityNotes(lease: LeaseFigures, onDay: string, language: Language): string[] {
  const words = documentWords[language];
  const notes = toldUses.flatMap((use) => {
    const told = deductibility({ use, onDay, carNetCents: lease.netAssetCents, costNetCents: lease.netDueCents, vatCents: lease.vatCents });
    if (!told.ok) return [];
    const { vatPpm, costPpm, ceilingCents, costSource, vatSource } = told.value;
    return [words.deductible(words.uses[use], formatRate(vatPpm), formatRate(costPpm), ceilingCents === null ? null : `${formatAmount(ceilingCents)} €`, [costSource, vatSource].join('; '))];
  });
  return notes.length === 0 ? [] : [...notes, words.deductibleNote];
}

function leasing({ proposal, figures, customerType, lenderName, language, issuedOn }: Source, lease: LeaseFigures): NonNullable<QuoteDocumentData['lease']> {
  const { conditions } = proposal;
  const isConsumer = customerType === 'consumer';
  return {
    productName: conditions.product.name[language],
    offerName: conditions.name,
    lenderName,
    mode: lease.mode,
    vatRatePpm: lease.vatRatePpm,
    netAssetCents: lease.netAssetCents,
    firstRentalCents: lease.firstRentalCents,
    rentalCount: lease.rows.filter((row) => row.kind === 'rental').length,
    rentalCents: lease.rentalCents,
    monthlyGrossCents: figures.instalmentWithFeesCents,
    purchaseOptionCents: lease.purchaseOptionCents,
    nominalRatePpm: figures.nominalRatePpm,
    leaseRatePpm: lease.leaseRatePpm,
    vatCents: lease.vatCents,
    netDueCents: lease.netDueCents,
    grossDueCents: lease.grossDueCents,
    apartCents: lease.grossDueCents - lease.rows.reduce((sum, row) => sum + row.grossCents, 0),
    plan: lease.rows.map(({ number, kind, dueDate, rentalCents, feeCents, vatCents, grossCents }) => ({ number, kind, dueOn: dueDate, rentalCents, feesCents: feeCents, vatCents, grossCents })),
    withVat: isConsumer ? { ...leaseWithVat({ ...figures, lease }), taegPpm: figures.taegPpm } : null,
    deductibility: isConsumer ? [] : deductibilityNotes(lease, issuedOn, language),
  };
}

/** Services taken, each with the package of which all parts were taken. */
function services({ proposal, language }: Source): QuoteDocumentData['services'] {
  const { conditions, input } = proposal;
  const taken = conditions.services.filter((service) => !service.optional || input.serviceCodes.includes(service.code));
  const codes = new Set(taken.map(({ code }) => code));
  const packages = conditions.servicePackages.filter((one) => one.services.every((code) => codes.has(code)));
  return taken.map((service) => {
    const sold = packages.find((one) => one.services.includes(service.code));
    return {
      name: service.name[language],
      provider: service.provider,
      packageName: sold === undefined ? null : documentWords[language].ofPackage(sold.name[language]),
      amountCents: service.priceByTerm.find((price) => price.months === input.termMonths)?.cents ?? 0,
      financed: service.financed,
      mandatory: !service.optional,
    };
  });
}

function price({ input, vehicle }: StoredProposal): QuoteDocumentData['price'] {
  const given = [input.tradeIn?.description ?? '', input.tradeIn?.plate ?? ''].filter((part) => part !== '').join(', ');
  return {
    listPriceCents: input.priceCents,
    extras: [...vehicle.options.map(({ name, priceCents }) => ({ label: name, amountCents: priceCents })), ...input.accessories.map(({ name, cents }) => ({ label: name, amountCents: cents }))],
    discountCents: input.discountCents,
    salePriceCents: fullPriceCents(input, vehicle) - input.discountCents,
    tradeInCents: input.tradeInCents,
    tradeInLabel: given === '' ? null : given,
    payoffCents: input.tradeIn?.payoffCents ?? 0,
    depositCents: input.depositCents,
  };
}

const townOf = ({ postalCode, city, province }: OrganisationNode): string => [postalCode, city, province === null ? null : `(${province})`].filter((part) => part !== null).join(' ');

/** The dealer at the head of a paper, under its own mark and colour. */
export function issuerOf(dealer: OrganisationNode, branch: OrganisationNode | undefined, brand: Brand): QuoteDocumentData['dealer'] {
  const place = branch ?? dealer;
  return {
    name: dealer.name,
    branchName: branch?.name ?? null,
    addressLines: [place.addressLine, townOf(place)].filter((line): line is string => line !== null && line !== ''),
    vatNumber: dealer.vatNumber,
    phone: place.phone ?? dealer.phone,
    email: place.email ?? dealer.email,
    accentColor: brand.accentColour ?? dealer.brandColour,
    logoSvg: brand.logoSvg,
  };
}

/** Everything the template needs for one proposal. Amounts in cents, rates in parts per million, days as dates. */
export function quoteDocument(source: Source): QuoteDocumentData {
  const { head, proposal, figures, dealer, branch, brand, language } = source;
  const { vehicle } = proposal;
  return {
    language,
    number: head.number,
    revision: source.revision,
    issuedOn: source.issuedOn,
    validUntil: source.validUntil,
    dealer: issuerOf(dealer, branch, brand),
    seller: { name: signatureIn(head.sellerName, language), phone: null, email: null },
    customerName: null,
    vehicle: { kind: vehicle.kind, make: vehicle.make, carline: vehicle.carline, version: vehicle.name, facts: vehicleFacts(vehicle, language) },
    price: price(proposal),
    services: services(source),
    financing: figures.lease === null ? financing(source) : null,
    lease: figures.lease === null ? null : leasing(source, figures.lease),
    quantity: proposal.quantity,
    notes: [],
  };
}
