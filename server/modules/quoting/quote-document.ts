/** What the printed quote shows, composed from frozen data alone. Pure: prints made years apart are equal. */
import type { QuoteDocumentData } from '#documents';
import type { OrganisationNode } from '#identity';
import { civilDateIn } from '#platform/civil-date-in';
import type { Language } from '#platform/context';
import { fullPriceCents, tradeInEquityCents, type QuotedVehicle, type QuoteFigures } from './api.ts';
import type { StoredProposal } from './quote-proposals.ts';
import type { QuoteHead } from './quotes.ts';
import { documentWords, fuelNames } from './document-words.ts';

interface Source {
  readonly head: QuoteHead;
  readonly proposal: StoredProposal;
  readonly figures: QuoteFigures;
  readonly dealer: OrganisationNode;
  readonly branch: OrganisationNode | undefined;
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

/** Everything the template needs. Amounts in cents, rates in parts per million, days as dates. */
export function quoteDocument(source: Source): QuoteDocumentData {
  const { head, proposal, dealer, branch, language } = source;
  const { input, vehicle, conditions } = proposal;
  const place = branch ?? dealer;
  const chosen = conditions.services.filter((service) => !service.optional || input.serviceCodes.includes(service.code));
  return {
    language,
    number: head.number,
    issuedOn: civilDateIn('Europe/Rome', head.updatedAt),
    validUntil: head.expiresOn,
    dealer: {
      name: dealer.name,
      branchName: branch?.name ?? null,
      addressLines: [place.addressLine, [place.postalCode, place.city, place.province === null ? null : `(${place.province})`].filter((part) => part !== null).join(' ')].filter(
        (line): line is string => line !== null && line !== '',
      ),
      vatNumber: dealer.vatNumber,
      phone: place.phone ?? dealer.phone,
      email: place.email ?? dealer.email,
      accentColor: dealer.brandColour,
      logoSvg: null,
    },
    seller: { name: head.sellerName, phone: null, email: null },
    customerName: null,
    vehicle: { kind: vehicle.kind, make: vehicle.make, carline: vehicle.carline, version: vehicle.name, facts: vehicleFacts(vehicle, language) },
    price: {
      listPriceCents: input.priceCents,
      extras: [...vehicle.options.map(({ name, priceCents }) => ({ label: name, amountCents: priceCents })), ...input.accessories.map(({ name, cents }) => ({ label: name, amountCents: cents }))],
      discountCents: input.discountCents,
      salePriceCents: fullPriceCents(input, vehicle) - input.discountCents,
      tradeInCents: tradeInEquityCents(input),
      tradeInLabel: null,
      depositCents: input.depositCents,
    },
    services: chosen.map((service) => ({
      name: service.name[language],
      provider: service.provider,
      amountCents: service.priceByTerm.find((price) => price.months === input.termMonths)?.cents ?? 0,
      financed: service.financed,
      mandatory: !service.optional,
    })),
    financing: financing(source),
    notes: [],
  };
}
