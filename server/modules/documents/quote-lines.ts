/** A label with its figure, as the cards of a quote list them. */
export type Line = { label: string; value: string; strong: boolean };

export const plain = (label: string, value: string): Line => ({ label, value, strong: false });
/** Drawn on a tinted ground: a sum, or what matters. */
export const strong = (label: string, value: string): Line => ({ label, value, strong: true });
