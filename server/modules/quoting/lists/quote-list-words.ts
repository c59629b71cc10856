/** What quotes are found by: stored words, and the words of a typed search. */
import { searchText, searchWords } from '#vehicles';

export interface QuoteWords {
  readonly number: string;
  readonly cars: readonly { readonly make: string; readonly carline: string; readonly name: string; readonly plate: string | null; readonly vin: string | null }[];
  readonly reference: string;
  readonly sellerName: string;
  readonly phone: string;
  readonly email: string;
}

/** Digits of a telephone number without the prefix of Italy, as people say it. */
function phoneDigits(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return /^\s*(\+|00)39/.test(phone) ? digits.replace(/^(00)?39/, '') : digits;
}

/**
 * Search text of a quote: a space before every word, letters small and plain. People type the end of a VIN, so its last
 * eight and six signs are words of their own, and so is a number without its dealer ('202600042').
 */
export function quoteSearchText(quote: QuoteWords): string {
  const yearAndNumber = quote.number.split('-').slice(-2).join('');
  const cars = quote.cars.flatMap(({ make, carline, name, plate, vin }) => [make, carline, name, plate, vin, ...(vin === null ? [] : [vin.slice(-8), vin.slice(-6)])]);
  const parts = [quote.number, yearAndNumber, ...cars, quote.reference, quote.sellerName, phoneDigits(quote.phone), quote.email];
  return searchText(...new Set(parts));
}

/** Words of a typed search, at most six. What is one thing is one word: a quote's number, a telephone or plate in groups. */
export function typedWords(typed: string): readonly string[] {
  const text = typed.trim();
  const oneThing = /^(\w+-)?\d{4}-\d{1,5}$/.test(text) || /^[a-z]{2}\s*\d{3}\s*[a-z]{2}$/i.test(text);
  if (oneThing) return [text.replace(/[\s-]/g, '').toLowerCase()];
  if (/^\+?[\d\s()./-]{6,}$/.test(text) && phoneDigits(text).length >= 6) return [phoneDigits(text)];
  return searchWords(text);
}

/** A word that names one quote or a handful: part of a number, plate, VIN or telephone. The index of words is asked first. */
export function isIdentifying(word: string): boolean {
  return word.length >= 5 && /\d/.test(word);
}

/** Words worth asking the index of words for: those that identify, else none that begins half of all words. The rest is compared. */
export function selectiveWords(words: readonly string[]): readonly string[] {
  const identifying = words.filter(isIdentifying);
  if (identifying.length > 0) return identifying;
  const selective = words.filter((word) => word.length >= 3 && !/^\d{1,4}$/.test(word));
  return selective.length > 0 ? selective : words;
}
