import type { explain, explainRate, explainUsury, tellLease, tellPlan } from '#engine/derivation';
import type { SurchargeRow, UsuryRow } from '#engine/rates';

export interface UsuryTable {
  readonly rows: readonly UsuryRow[];
  readonly surcharges: readonly SurchargeRow[];
}

/**
 * What a host may hand a calculation beside its input: data and texts that are too heavy for every browser. All may be
 * missing: then a table must come with the input, and the steps of a plan are not told.
 */
export interface Aids {
  /** The published usury tables, read when they are first asked for. */
  readonly usury?: () => UsuryTable;
  /** The derivation with its texts: of a financing, a plan, a lease, a rate of flows, a usury threshold. */
  readonly explain?: typeof explain;
  readonly tellPlan?: typeof tellPlan;
  readonly tellLease?: typeof tellLease;
  readonly explainRate?: typeof explainRate;
  readonly explainUsury?: typeof explainUsury;
}
