/** Events of pricing: ids and days only. */

/** A new offer was written. */
export function offerAdded(nodeId: number, payload: { offerId: string; validFrom: string }) {
  return { kind: 'pricing.offer-added', nodeId, payload };
}

/** An offer was closed from a day, or a new version takes its place from that day. */
export function offerEnded(nodeId: number, payload: { offerId: string; version: number; validTo: string }) {
  return { kind: 'pricing.offer-ended', nodeId, payload };
}

export function offerSuperseded(nodeId: number, payload: { offerId: string; version: number; validFrom: string }) {
  return { kind: 'pricing.offer-superseded', nodeId, payload };
}

/** A version was withdrawn before the day on which it would have begun. */
export function offerWithdrawn(nodeId: number, payload: { offerId: string; version: number; validFrom: string }) {
  return { kind: 'pricing.offer-withdrawn', nodeId, payload };
}
