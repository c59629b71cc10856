import { z } from 'zod';

/**
 * What a charge may be a share of: one list of words for plan, financing and lease. A word that has no meaning there is
 * refused at its field (`choice_not_known`), because the engine gets it as it is.
 */
export const chargeBase = z
  .enum(['principal', 'total-credit', 'amount-financed', 'financed', 'instalment', 'rental', 'row-principal', 'row-interest', 'row-balance', 'net-asset'])
  .describe('principal or total-credit: what is lent before financed charges; amount-financed or financed: with them; instalment or rental; row-principal, row-interest, row-balance: in a plan alone; net-asset: in a lease alone');
export type ChargeBase = z.output<typeof chargeBase>;

const planWords: Readonly<Partial<Record<ChargeBase, string>>> = { 'total-credit': 'principal', financed: 'amount-financed', rental: 'instalment' };
const financingWords: Readonly<Partial<Record<ChargeBase, string>>> = { principal: 'total-credit', financed: 'amount-financed', rental: 'instalment' };
/** A lease finances no charge, so that both amounts are one. */
const leaseWords: Readonly<Partial<Record<ChargeBase, string>>> = { principal: 'financed', 'total-credit': 'financed', 'amount-financed': 'financed', instalment: 'rental' };

type Engine<Base> = Base | undefined;
export const planBase = <Base>(base: ChargeBase | undefined) => (base === undefined ? base : (planWords[base] ?? base)) as Engine<Base>;
export const financingBase = <Base>(base: ChargeBase | undefined) => (base === undefined ? base : (financingWords[base] ?? base)) as Engine<Base>;
export const leaseBase = <Base>(base: ChargeBase | undefined) => (base === undefined ? base : (leaseWords[base] ?? base)) as Engine<Base>;
