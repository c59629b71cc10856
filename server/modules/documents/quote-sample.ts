/** An invented quote whose figures add up, for tests and for the measure of the renderer. */
import { addMonths } from '#platform/civil-date';
import { addCents, divideRounded } from '#platform/money';
import type { QuoteDocumentData } from './quote-document.ts';

type Financing = NonNullable<QuoteDocumentData['financing']>;

/** A loan of 23,012.00 € at 6.95 % with a balloon in its last row; one row a month. */
function sampleFinancing(rows: number): Financing {
  const amountFinancedCents = 2_301_200;
  const nominalRatePpm = 69_500;
  const balloonCents = rows > 1 ? 980_000 : 0;
  const levelCents = divideRounded(amountFinancedCents - balloonCents, rows, 'half-up') + 9_000;
  let balanceCents = amountFinancedCents;
  const plan = Array.from({ length: rows }, (_, index) => {
    const interestCents = divideRounded(balanceCents * nominalRatePpm, 12_000_000, 'half-up');
    const last = index === rows - 1;
    const principalCents = last ? balanceCents : Math.max(0, Math.min(levelCents - interestCents, balanceCents));
    balanceCents -= principalCents;
    return {
      number: index + 1,
      dueOn: addMonths('2026-12-22', index),
      instalmentCents: principalCents + interestCents,
      principalCents,
      interestCents,
      feesCents: 300,
      balanceCents,
      balloon: last && rows > 1,
    };
  });
  const interestCents = addCents(...plan.map((row) => row.interestCents));
  const last = plan.at(-1);
  return {
    productName: 'Scelta Libera',
    offerName: 'Hybrid Novembre',
    lenderName: 'Banca Esempio S.p.A.',
    totalCreditCents: 2_266_200,
    amountFinancedCents,
    termMonths: rows,
    instalmentCount: rows > 1 ? rows - 1 : 1,
    instalmentCents: plan[0]?.instalmentCents ?? 0,
    balloonCents: rows > 1 && last !== undefined ? last.instalmentCents : null,
    balloonGuaranteed: true,
    nominalRatePpm,
    taegPpm: 79_183,
    interestCents,
    fees: [
      { label: 'Spese di istruttoria (finanziate)', amountCents: 35_000 },
      { label: 'Spese di incasso rata', amountCents: 300 * rows },
    ],
    substituteTaxCents: 5_753,
    totalDueCents: addCents(amountFinancedCents, interestCents, 300 * rows, 5_753),
    plan,
  };
}

/** The sample with a plan of so many rows; parts can be replaced. */
export function sampleQuote(rows: number, changes: Partial<QuoteDocumentData> = {}): QuoteDocumentData {
  return {
    language: 'it',
    number: 'PRV-2026-000128',
    issuedOn: '2026-11-22',
    validUntil: '2026-12-22',
    dealer: {
      name: 'AutoNord Torino S.r.l.',
      branchName: 'Sede di corso Unione Sovietica',
      addressLines: ['Corso Unione Sovietica 412', '10135 Torino (TO)'],
      vatNumber: '01234567890',
      phone: '011 555 0142',
      email: 'vendite@autonord.example',
      accentColor: '#0b5cc4',
    },
    seller: { name: 'Giulia Ferraris', phone: '011 555 0147', email: 'g.ferraris@autonord.example' },
    customerName: 'Niccolò D’Amico',
    vehicle: {
      kind: 'new',
      make: 'Toyota',
      carline: 'Yaris Cross',
      version: '1.5 Hybrid 116 CV E-CVT Active 5 porte',
      facts: [
        { label: 'Alimentazione', value: 'Benzina / elettrica' },
        { label: 'Potenza', value: '85 kW (116 CV)' },
        { label: 'Emissioni CO₂', value: '101 g/km' },
        { label: 'Telaio', value: 'YARISX00000000001' },
        { label: 'Colore', value: 'Grigio Platino' },
        { label: 'Consegna', value: '10 giorni, Torino' },
      ],
    },
    price: {
      listPriceCents: 2_890_000,
      extras: [
        { label: 'Vernice metallizzata', amountCents: 85_000 },
        { label: 'Messa su strada e I.P.T.', amountCents: 92_000 },
      ],
      discountCents: 150_000,
      salePriceCents: 2_917_000,
      tradeInCents: 420_000,
      tradeInLabel: 'Fiat Punto 1.2, FB 128 XK',
      depositCents: 500_000,
    },
    services: [
      { name: 'Protezione del credito', provider: 'Assicurazioni Esempio S.p.A.', amountCents: 61_200, financed: true, mandatory: false },
      { name: 'Manutenzione programmata 48 mesi', provider: 'AutoNord Torino', amountCents: 115_200, financed: true, mandatory: false },
    ],
    financing: sampleFinancing(rows),
    notes: [],
    ...changes,
  };
}

/** A lease of the sample's car: 24,000.00 € without VAT, 22 % VAT, one rental a month in advance and an option. */
function sampleLease(rentals: number): NonNullable<QuoteDocumentData['lease']> {
  const taxed = (number: number, kind: 'first-rental' | 'rental' | 'purchase-option', rentalCents: number, feesCents: number) => {
    const vatCents = divideRounded((rentalCents + feesCents) * 22, 100, 'half-up');
    return { number, kind, dueOn: addMonths('2026-11-22', number), rentalCents, feesCents, vatCents, grossCents: rentalCents + feesCents + vatCents };
  };
  const plan = [taxed(0, 'first-rental', 400_000, 0), ...Array.from({ length: rentals }, (_, index) => taxed(index + 1, 'rental', 48_112, 400)), taxed(rentals + 1, 'purchase-option', 24_000, 0)];
  const sum = (pick: (row: (typeof plan)[number]) => number) => addCents(...plan.map(pick));
  return {
    productName: 'Leasing',
    offerName: 'Leasing Impresa',
    lenderName: 'Banca Esempio S.p.A.',
    mode: 'advance',
    vatRatePpm: 220_000,
    netAssetCents: 2_390_984,
    firstRentalCents: 400_000,
    rentalCount: rentals,
    rentalCents: 48_112,
    monthlyGrossCents: plan[1]?.grossCents ?? 0,
    purchaseOptionCents: 24_000,
    nominalRatePpm: 69_900,
    leaseRatePpm: 72_183,
    vatCents: sum((row) => row.vatCents),
    netDueCents: sum((row) => row.rentalCents + row.feesCents),
    grossDueCents: sum((row) => row.grossCents),
    plan,
    deductibility: ['Uso aziendale non esclusivo: IVA detraibile al 40 %, costi deducibili al 20 % fino a un costo del veicolo di 18.075,99 €.'],
  };
}

/** The sample under a lease. */
export function sampleLeaseQuote(rentals: number, changes: Partial<QuoteDocumentData> = {}): QuoteDocumentData {
  return sampleQuote(1, { financing: null, lease: sampleLease(rentals), ...changes });
}
