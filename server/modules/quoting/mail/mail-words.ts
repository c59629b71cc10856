/** The words of a quote's mail. Pure. */
import type { Language } from '#platform/context';
import { inkOn } from '../calculation/ink-on.ts';

const words = {
  it: { subject: 'Preventivo', link: 'Apri il preventivo sul telefono', version: 'Versione', of: 'del', until: 'Vale fino al', stays: 'Il collegamento mostra questa versione anche se il preventivo cambia.', follows: 'Il collegamento mostra sempre la versione più recente.', privacy: 'Il collegamento è personale: chi lo ha vede il preventivo.' },
  en: { subject: 'Quote', link: 'Open the quote on your phone', version: 'Version', of: 'of', until: 'Valid until', stays: 'The link shows this version even when the quote changes.', follows: 'The link always shows the newest version.', privacy: 'The link is personal: whoever has it sees the quote.' },
} as const;

export interface MailParts {
  readonly language: Language;
  readonly message: string;
  readonly url: string | null;
  /** Whether the link shows later revisions as they come. */
  readonly follows: boolean;
  readonly revision: number;
  /** dd/mm/yyyy */
  readonly issuedOn: string;
  /** dd/mm/yyyy */
  readonly validUntil: string;
  readonly sellerName: string;
  readonly dealerName: string;
  readonly phone: string | null;
  /** `#rrggbb` */
  readonly colour: string | null;
}

/** A first revision needs no number; a later one is told apart from what the customer has already. */
export const mailSubject = (language: Language, number: string, revision: number, car: string): string =>
  `${words[language].subject} ${number}${revision === 1 ? '' : `, ${words[language].version.toLowerCase()} ${revision}`} · ${car}`;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

/** The mail as plain text and as a small page without pictures, scripts or addresses of anybody else. */
export function mailBodies({ language, message, url, follows, revision, issuedOn, validUntil, sellerName, dealerName, phone, colour }: MailParts): { readonly text: string; readonly html: string } {
  const w = words[language];
  const signature = [sellerName, dealerName, phone].filter((line): line is string => line !== null && line !== '');
  const about = `${w.version} ${revision} ${w.of} ${issuedOn} · ${w.until} ${validUntil}`;
  const small = `${follows ? w.follows : w.stays} ${w.privacy}`;
  const text = [message, ...(url === null ? [] : ['', `${w.link}:`, url, small]), '', about, '', ...signature].join('\n').trim();
  const ground = colour ?? '#0b5cc4';
  const paragraphs = message.split(/\n{2,}/).filter((part) => part.trim() !== '').map((part) => `<p>${escaped(part).replaceAll('\n', '<br>')}</p>`).join('');
  const link = url === null ? '' : `<p><a href="${escaped(url)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:${ground};color:${inkOn(ground)};text-decoration:none">${w.link}</a></p><p style="font-size:13px">${small}</p>`;
  const html = `<!doctype html><html lang="${language}"><body style="font:16px/24px system-ui,sans-serif;color:#0f1b2d">${paragraphs}${link}<p style="font-size:13px">${about}</p><p>${signature.map(escaped).join('<br>')}</p></body></html>`;
  return { text, html };
}
