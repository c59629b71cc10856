/**
 * What a quote says besides its proposals: who buys, how, what is noted. The desk's draft, the body that saves, the stored quote and
 * the quote as it is shown all carry these words; a new one begins here.
 */
import { z } from 'zod';
import { customerType } from '#pricing/api';
import { civilDate, plainText } from '#platform/contract';
import { customerPatterns } from './shares/contact-contracts.ts';

/** Who buys. The quote's free name is its reference; a telephone and an address may be missing. */
export const quoteCustomerSchema = z.strictObject({
  type: customerType,
  phone: plainText(30).pipe(z.string().regex(customerPatterns.phone)),
  email: plainText(120).pipe(z.string().regex(customerPatterns.email)),
});
export type QuoteCustomer = z.infer<typeof quoteCustomerSchema>;

/** How a dealer sells: in the showroom, or at a distance by telephone and e-mail. */
export const quoteChannel = z.enum(['showroom', 'remote']);

/** As typed. */
export const typedSale = { reference: plainText(80), customer: quoteCustomerSchema, channel: quoteChannel, note: plainText(2000), followUpOn: civilDate.nullable() };
/** As shown: what is stored already stays readable, whatever may be typed today. */
export const shownSale = { ...typedSale, reference: z.string(), note: z.string() };

const saleSchema = z.object(typedSale);
export type QuoteSale = Readonly<z.infer<typeof saleSchema>>;
/** Words that a list changes without a new revision; the others are the revision's and never change. */
export type HeadSale = Pick<QuoteSale, 'reference' | 'followUpOn'>;
export type RevisionSale = Omit<QuoteSale, keyof HeadSale>;

/** What a quote begins with. */
export const plainQuoteSale: QuoteSale = { reference: '', customer: { type: 'consumer', phone: '', email: '' }, channel: 'showroom', note: '', followUpOn: null };

/** These words alone, of anything that carries them. */
export function saleOf({ reference, customer, channel, note, followUpOn }: QuoteSale): QuoteSale {
  return { reference, customer, channel, note, followUpOn };
}

export const headSaleOf = ({ reference, followUpOn }: HeadSale): HeadSale => ({ reference, followUpOn });

export function revisionSaleOf({ customer, channel, note }: RevisionSale): RevisionSale {
  return { customer, channel, note };
}

/** The same without spaces around what was typed: as it is sent, and compared with what was saved. */
export function tidySale(from: QuoteSale): QuoteSale {
  const { customer, ...sale } = saleOf(from);
  return { ...sale, customer: { ...customer, phone: customer.phone.trim(), email: customer.email.trim() }, reference: sale.reference.trim(), note: sale.note.trim() };
}
