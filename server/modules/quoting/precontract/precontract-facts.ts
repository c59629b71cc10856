/** What a pre-contract form rests on: one frozen proposal, who lends and who stands between. Cents, ppm, days as text. */
import type { PlanRow } from '#engine';
import type { CivilDate } from '#platform/civil-date';
import type { OfferConditions } from '#pricing/api';
import type { LenderTerms } from './lender-terms.ts';

export interface Intermediary {
  readonly name: string;
  readonly address: string;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface PrecontractFacts {
  readonly quoteNumber: string;
  readonly issuedOn: CivilDate;
  readonly validUntil: CivilDate;
  /** Day on which the contract is to be signed: its law decides the rights told. */
  readonly signingOn: CivilDate;
  /** First signing day under the new text, as the form was chosen with. */
  readonly newRegimeFrom: CivilDate;
  readonly lender: LenderTerms;
  /** The dealer through whom the credit is offered; null when the lender deals alone. */
  readonly intermediary: Intermediary | null;
  readonly atDistance: boolean;
  readonly good: { readonly name: string; readonly identifier: string | null; readonly cashPriceCents: number };
  readonly depositCents: number;
  /** Value of the car given in, and what is paid out of it to end its old loan. */
  readonly tradeInCents: number;
  readonly payoffCents: number;
  readonly conditions: Pick<OfferConditions, 'name' | 'product' | 'charges' | 'services' | 'substituteTax'>;
  readonly serviceCodes: readonly string[];
  readonly termMonths: number;
  readonly figures: {
    readonly totalCreditCents: number;
    readonly amountFinancedCents: number;
    readonly financedFeesCents: number;
    readonly substituteTaxCents: number;
    readonly stampDutyCents: number;
    readonly interestCents: number;
    readonly totalCostCents: number;
    readonly totalDueCents: number;
    readonly nominalRatePpm: number;
    readonly taegPpm: number;
    readonly balloonCents: number;
    readonly rows: readonly PlanRow[];
    /** Required services that are asked with the rows, their sum over the contract as it is asked; of a lease alone. */
    readonly servicesWithRows?: readonly { readonly code: string; readonly cents: number }[] | undefined;
  };
}
