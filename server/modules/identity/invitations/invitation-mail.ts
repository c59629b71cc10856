/** Words of the mail that invites somebody. Pure. */
import type { Language } from '#platform/context';

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

export interface Invited {
  readonly inviter: string;
  readonly tenant: string;
  readonly profile: string;
  readonly place: string;
  readonly link: string;
  readonly expiresAt: Date;
}

const words = {
  it: {
    subject: (tenant: string) => `Invito a lavorare con ${tenant}`,
    what: ({ inviter, tenant, profile, place }: Invited) => `${inviter} ti invita a lavorare con ${tenant} come «${profile}» presso ${place}.`,
    open: 'Apri questo collegamento e scegli come entrare: bastano l’impronta o il viso del telefono.',
    until: (day: string) => `Vale fino al ${day} e una volta sola. Se non te lo aspettavi, non fare nulla.`,
    button: 'Accetta l’invito',
  },
  en: {
    subject: (tenant: string) => `Invitation to work with ${tenant}`,
    what: ({ inviter, tenant, profile, place }: Invited) => `${inviter} invites you to work with ${tenant} as “${profile}” at ${place}.`,
    open: 'Open this link and choose how to sign in: the fingerprint or face of your phone is enough.',
    until: (day: string) => `It holds until ${day} and once. If you did not expect it, there is nothing to do.`,
    button: 'Accept the invitation',
  },
} as const;

/** Subject and both bodies; the day is that of Rome. */
export function invitationMail(invited: Invited, language: Language): { readonly subject: string; readonly text: string; readonly html: string } {
  const { subject, what, open, until, button } = words[language];
  const day = new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-GB', { dateStyle: 'short', timeZone: 'Europe/Rome' }).format(invited.expiresAt);
  const [first, last] = [what(invited), until(day)];
  return {
    subject: subject(invited.tenant),
    text: `${[first, open, invited.link, last].join('\n\n')}\n`,
    html: `<p>${escaped(first)}</p>\n<p>${escaped(open)}</p>\n<p><a href="${escaped(invited.link)}">${escaped(button)}</a></p>\n<p>${escaped(last)}</p>`,
  };
}
