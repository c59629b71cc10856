/** The words of a quote's mail. Pure. */
import type { Language } from '#platform/context';
import { inkOn } from './calculation/ink-on.ts';

const words = {
  it: { subject: 'Preventivo', link: 'Apri il preventivo sul telefono', until: 'Vale fino al', privacy: 'Il collegamento è personale: chi lo ha vede il preventivo.' },
  en: { subject: 'Quote', link: 'Open the quote on your phone', until: 'Valid until', privacy: 'The link is personal: whoever has it sees the quote.' },
} as const;

export interface MailParts {
  readonly language: Language;
  readonly message: string;
  readonly url: string | null;
  /** dd/mm/yyyy */
  readonly validUntil: string;
  readonly sellerName: string;
  readonly dealerName: string;
  readonly phone: string | null;
  /** `#rrggbb` */
  readonly colour: string | null;
}

export const mailSubject = (language: Language, number: string, car: string): string => `${words[language].subject} ${number} · ${car}`;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

/** The mail as plain text and as a small page without pictures, scripts or addresses of anybody else. */
export function mailBodies({ language, message, url, validUntil, sellerName, dealerName, phone, colour }: MailParts): { readonly text: string; readonly html: string } {
  const w = words[language];
  const signature = [sellerName, dealerName, phone].filter((line): line is string => line !== null && line !== '');
  const text = [message, ...(url === null ? [] : ['', `${w.link}:`, url, w.privacy]), '', `${w.until} ${validUntil}`, '', ...signature].join('\n').trim();
  const ground = colour ?? '#0b5cc4';
  const paragraphs = message.split(/\n{2,}/).filter((part) => part.trim() !== '').map((part) => `<p>${escaped(part).replaceAll('\n', '<br>')}</p>`).join('');
  const link = url === null ? '' : `<p><a href="${escaped(url)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:${ground};color:${inkOn(ground)};text-decoration:none">${w.link}</a></p><p style="font-size:13px">${w.privacy}</p>`;
  const html = `<!doctype html><html lang="${language}"><body style="font:16px/24px system-ui,sans-serif;color:#0f1b2d">${paragraphs}${link}<p style="font-size:13px">${w.until} ${validUntil}</p><p>${signature.map(escaped).join('<br>')}</p></body></html>`;
  return { text, html };
}
