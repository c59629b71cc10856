/**
 * Words of the mails to the owner of an account. No link but where the person asked for one or may stop something by it:
 * nobody should learn to follow links in mails about passwords. Pure.
 */

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

interface Told {
  readonly name: string;
  readonly at: Date;
  readonly language: 'it' | 'en';
  /** Stands on a line of its own before the last paragraph. */
  readonly link?: string;
}

const words = {
  passwordReset: {
    it: {
      subject: 'Scegli una nuova password',
      what: (at: string) => `il ${at} qualcuno ha chiesto una nuova password per il tuo account. Il collegamento vale 30 minuti e una volta sola:`,
      whatToDo: 'Se non l’hai chiesto tu, ignora questo messaggio: la password resta quella di prima. Se hai un secondo fattore, ti sarà chiesto anche quello.',
    },
    en: {
      subject: 'Choose a new password',
      what: (at: string) => `on ${at} somebody asked for a new password for your account. The link is valid for 30 minutes and once:`,
      whatToDo: 'If it was not you, ignore this message: the password stays as it was. If you have a second factor, you will be asked for it too.',
    },
  },
  recoveryAsked: {
    it: {
      subject: 'Qualcuno dice di aver perso il tuo secondo fattore',
      what: (at: string) => `il ${at} qualcuno ha chiesto di togliere il secondo fattore dal tuo account. Perché succeda deve confermarlo un tuo responsabile. Se non sei stato tu, ferma tutto da qui:`,
      whatToDo: 'Se sei stato tu, rivolgiti al tuo responsabile: deve riconoscerti di persona. Se non sei stato tu, cambia anche la password.',
    },
    en: {
      subject: 'Somebody says your second factor is lost',
      what: (at: string) => `on ${at} somebody asked to remove the second factor from your account. A manager of yours must confirm it. If it was not you, stop it here:`,
      whatToDo: 'If it was you, turn to your manager, who must recognise you in person. If it was not you, change your password as well.',
    },
  },
  recoveryConfirmed: {
    it: {
      subject: 'Il tuo secondo fattore sarà tolto tra 24 ore',
      what: (at: string) => `il ${at} un responsabile ha confermato che hai perso il secondo fattore: tra 24 ore potrai entrare con la sola password. Se non sei stato tu, ferma tutto da qui:`,
      whatToDo: 'Se sei stato tu, attendi le 24 ore e accedi di nuovo: tutte le sessioni si chiuderanno. Se non sei stato tu, avvisa subito il tuo responsabile.',
    },
    en: {
      subject: 'Your second factor will be removed in 24 hours',
      what: (at: string) => `on ${at} a manager confirmed that you have lost the second factor: in 24 hours you can enter with the password alone. If it was not you, stop it here:`,
      whatToDo: 'If it was you, wait the 24 hours and sign in again: all sessions will end. If it was not you, tell your manager at once.',
    },
  },
  recoveryStopped: {
    it: {
      subject: 'Il tuo secondo fattore resta',
      what: (at: string) => `il ${at} la richiesta di togliere il secondo fattore dal tuo account è stata fermata.`,
      whatToDo: 'Se non l’avevi fatta tu, qualcuno conosce la tua password: cambiala subito in «Account e sessioni».',
    },
    en: {
      subject: 'Your second factor stays',
      what: (at: string) => `on ${at} the request to remove the second factor from your account was stopped.`,
      whatToDo: 'If you had not made it, somebody knows your password: change it at once in “Account and sessions”.',
    },
  },
  recoveryDone: {
    it: {
      subject: 'Il tuo secondo fattore è stato tolto',
      what: (at: string) => `il ${at} il secondo fattore del tuo account è stato tolto, come confermato da un tuo responsabile, e tutte le sessioni sono state chiuse.`,
      whatToDo: 'Configurane subito uno nuovo in «Account e sessioni». Se non sei stato tu, avvisa subito il tuo responsabile.',
    },
    en: {
      subject: 'Your second factor was removed',
      what: (at: string) => `on ${at} the second factor of your account was removed, as a manager of yours had confirmed, and all sessions were closed.`,
      whatToDo: 'Set a new one up at once in “Account and sessions”. If it was not you, tell your manager at once.',
    },
  },
  factorChanged: {
    it: {
      subject: 'Il tuo secondo fattore è cambiato',
      what: (at: string) => `il ${at} i codici usa e getta o i codici di recupero del tuo account sono stati cambiati.`,
      whatToDo: 'Se non sei stato tu, avvisa subito il tuo responsabile.',
    },
    en: {
      subject: 'Your second factor was changed',
      what: (at: string) => `on ${at} the one-time codes or recovery codes of your account were changed.`,
      whatToDo: 'If it was not you, tell your manager at once.',
    },
  },
  passkeyAdded: {
    it: {
      subject: 'Una nuova passkey apre il tuo account',
      what: (at: string) => `il ${at} al tuo account è stata aggiunta una passkey: chi la tiene può entrare.`,
      whatToDo: 'Se non sei stato tu, apri Volano, vai in «Account e sessioni», togli la passkey, chiudi le altre sessioni e avvisa subito il tuo responsabile.',
    },
    en: {
      subject: 'A new passkey opens your account',
      what: (at: string) => `on ${at} a passkey was added to your account: whoever holds it can enter.`,
      whatToDo: 'If it was not you, open Volano, go to “Account and sessions”, remove the passkey, close the other sessions and tell your manager at once.',
    },
  },
  passkeyRemoved: {
    it: {
      subject: 'Una passkey è stata tolta dal tuo account',
      what: (at: string) => `il ${at} dal tuo account è stata tolta una passkey.`,
      whatToDo: 'Se non sei stato tu, avvisa subito il tuo responsabile.',
    },
    en: {
      subject: 'A passkey was removed from your account',
      what: (at: string) => `on ${at} a passkey was removed from your account.`,
      whatToDo: 'If it was not you, tell your manager at once.',
    },
  },
  passkeyCopied: {
    it: {
      subject: 'Una tua passkey potrebbe essere stata copiata',
      what: (at: string) => `il ${at} una tua passkey ha risposto in modo non regolare, come se ne esistesse una copia. L’accesso è stato rifiutato.`,
      whatToDo: 'Apri Volano, vai in «Account e sessioni», togli la passkey e aggiungine una nuova. Avvisa il tuo responsabile.',
    },
    en: {
      subject: 'One of your passkeys may have been copied',
      what: (at: string) => `on ${at} one of your passkeys answered irregularly, as if there were a copy of it. The sign-in was refused.`,
      whatToDo: 'Open Volano, go to “Account and sessions”, remove the passkey and add a new one. Tell your manager.',
    },
  },
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
export function ownerMail(about: keyof typeof words, { name, at, language, link }: Told): { readonly subject: string; readonly text: string; readonly html: string } {
  const { subject, what, whatToDo } = words[about][language];
  const when = new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-GB', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Rome' }).format(at);
  const paragraphs = [`${language === 'it' ? 'Ciao' : 'Hello'} ${name},`, what(when), ...(link === undefined ? [] : [link]), whatToDo];
  const html = (each: string): string => (each === link ? `<p><a href="${escaped(each)}">${escaped(each)}</a></p>` : `<p>${escaped(each)}</p>`);
  return { subject, text: `${paragraphs.join('\n\n')}\n`, html: paragraphs.map(html).join('\n') };
}
