/** Events of vehicles. Payloads carry ids only; who wants more asks. */

interface StockEvent {
  readonly kind: string;
  readonly nodeId: number;
  readonly payload: Record<string, unknown>;
}

export const stockReservedKind = 'vehicles.stock-reserved';
export const stockReleasedKind = 'vehicles.stock-released';
export const stockSoldKind = 'vehicles.stock-sold';
export const stockChangedKind = 'vehicles.stock-changed';

/** A car is held, for a quote when it names one. */
export function stockReserved(nodeId: number, payload: { stockId: string; quoteId: string | null; heldUntil: string }): StockEvent {
  return { kind: stockReservedKind, nodeId, payload };
}

/** A car is free again: released, or its reservation ran out. */
export function stockReleased(nodeId: number, payload: { stockId: string; quoteId: string | null; reason: 'released' | 'expired' }): StockEvent {
  return { kind: stockReleasedKind, nodeId, payload };
}

/** A car was sold. */
export function stockSold(nodeId: number, payload: { stockId: string; quoteId: string | null }): StockEvent {
  return { kind: stockSoldKind, nodeId, payload };
}

/** Something else about a car changed: its photos. */
export function stockChanged(nodeId: number, payload: { stockId: string }): StockEvent {
  return { kind: stockChangedKind, nodeId, payload };
}
