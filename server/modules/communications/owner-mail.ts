/** Words of the mails to the owner of an account. No link: nobody should learn to follow one in a mail about passwords. Pure. */

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

interface Told {
  readonly name: string;
  readonly at: Date;
  readonly language: 'it' | 'en';
}

const words = {
  newDevice: {
    it: {
      subject: 'Accesso da un nuovo dispositivo',
      what: (at: string) => `il ${at} qualcuno è entrato con il tuo account da un browser mai usato prima.`,
      whatToDo: 'Se eri tu, non devi fare nulla. Altrimenti apri Volano, vai in «Account e sessioni», cambia la password e chiudi le altre sessioni; se non riesci a entrare, avvisa subito il tuo responsabile.',
    },
    en: {
      subject: 'Sign-in from a new device',
      what: (at: string) => `on ${at} somebody signed in to your account from a browser never used before.`,
      whatToDo: 'If it was you, there is nothing to do. Otherwise open Volano, go to “Account and sessions”, change the password and close the other sessions; if you cannot get in, tell your manager at once.',
    },
  },
  passwordChanged: {
    it: {
      subject: 'La tua password è cambiata',
      what: (at: string) => `il ${at} la password del tuo account è stata cambiata e tutte le altre sessioni sono state chiuse.`,
      whatToDo: 'Se non sei stato tu, avvisa subito il tuo responsabile.',
    },
    en: {
      subject: 'Your password was changed',
      what: (at: string) => `on ${at} the password of your account was changed and all other sessions were closed.`,
      whatToDo: 'If it was not you, tell your manager at once.',
    },
  },
} as const;

/** Subject and both bodies; the hour is that of Rome. */
export function ownerMail(about: keyof typeof words, { name, at, language }: Told): { readonly subject: string; readonly text: string; readonly html: string } {
  const { subject, what, whatToDo } = words[about][language];
  const when = new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-GB', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Rome' }).format(at);
  const paragraphs = [`${language === 'it' ? 'Ciao' : 'Hello'} ${name},`, what(when), whatToDo];
  return { subject, text: `${paragraphs.join('\n\n')}\n`, html: paragraphs.map((each) => `<p>${escaped(each)}</p>`).join('\n') };
}
