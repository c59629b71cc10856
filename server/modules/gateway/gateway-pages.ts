/** The few pages the gateway shows by itself: plain, without scripts, in the reader's language. */
import type { Language } from '#platform/context';

export type Bilingual = Readonly<Record<Language, string>>;

/** HTML in both languages; every text from outside went through `escapeHtml`. */
export interface GatewayPage {
  readonly title: Bilingual;
  readonly body: Bilingual;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? sign);
}

const style = `
  :root { color-scheme: light dark; --ink: #1d2733; --quiet: #51606f; --paper: #fff; --ground: #eef1f4; --line: #c9d1d9; --strong: #0b5c8a; --onStrong: #fff }
  @media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --quiet: #a9b6c2; --paper: #18212b; --ground: #0f161d; --line: #3a4856; --strong: #7cc4ec; --onStrong: #06212f } }
  * { box-sizing: border-box }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 Inter, system-ui, sans-serif }
  main { width: 100%; max-width: 30rem; padding: 2rem 1.5rem; background: var(--paper); border: 1px solid var(--line); border-radius: .75rem }
  .house { margin: 0 0 1.5rem; font-weight: 700 }
  h1 { margin: 0 0 .75rem; font-size: 1.375rem; line-height: 1.25 }
  p { margin: 0 0 1rem } .small { color: var(--quiet); font-size: .875rem }
  form { margin: 0; display: grid; gap: .75rem }
  button, a.button { display: block; width: 100%; min-height: 2.75rem; padding: .625rem 1rem; border: 1px solid var(--line); border-radius: .5rem; background: transparent; color: inherit; font: inherit; text-align: left; text-decoration: none; cursor: pointer }
  button.strong, a.strong { background: var(--strong); border-color: var(--strong); color: var(--onStrong); text-align: center; font-weight: 600 }
  button:focus-visible, a:focus-visible { outline: 3px solid var(--strong); outline-offset: 2px }
  button small { display: block; color: var(--quiet) }`;

/** The whole document. */
export function renderPage(page: GatewayPage, language: Language, nonce: string): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${page.title[language]} · Volano</title>
<style nonce="${nonce}">${style}</style></head>
<body><main><p class="house">Volano</p><h1>${page.title[language]}</h1>${page.body[language]}</main></body></html>`;
}

/** Policy of such a page: nothing is loaded, nothing runs. Browsers hold redirects after a form to `form-action`, so the application's own origins are named. */
export function pagePolicy(nonce: string, formTargets: readonly string[]): string {
  const origins = [...new Set(formTargets.map((target) => new URL(target).origin))].filter((origin) => /^https?:\/\/[\w.:[\]-]+$/.test(origin));
  return `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ${origins.join(' ')}`.trim();
}

const home: Bilingual = { it: '<p><a class="button" href="/">Vai a Volano</a></p>', en: '<p><a class="button" href="/">Go to Volano</a></p>' };

const errorWords: Readonly<Record<string, Bilingual>> = {
  invalid_client: { it: 'L’applicazione che ti ha mandato qui non è registrata, oppure è sospesa.', en: 'The application that sent you here is not registered, or it is suspended.' },
  invalid_redirect_uri: { it: 'L’indirizzo di ritorno dell’applicazione non è tra quelli registrati.', en: 'The application’s return address is not among the registered ones.' },
  access_denied: { it: 'Non puoi entrare in questa applicazione con i tuoi ruoli di oggi.', en: 'You cannot enter this application with the roles you hold today.' },
  invalid_request: { it: 'La richiesta dell’applicazione non è valida, oppure questa pagina è scaduta. Riparti dall’applicazione.', en: 'The application’s request is not valid, or this page has expired. Start again from the application.' },
};
const otherError: Bilingual = { it: 'Qualcosa non ha funzionato. Riparti dall’applicazione; se accade ancora, avvisa chi la gestisce.', en: 'Something went wrong. Start again from the application; if it happens again, tell whoever runs it.' };

/** What went wrong, with the protocol's name for it in small print. */
export function errorPage(error: string, description: string | undefined): GatewayPage {
  const words = errorWords[error] ?? otherError;
  const code = `<p class="small"><code>${escapeHtml(description === undefined ? error : `${error}: ${description}`)}</code></p>`;
  return {
    title: { it: 'Non si può proseguire', en: 'Cannot go on' },
    body: { it: `<p>${words.it}</p>${code}${home.it}`, en: `<p>${words.en}</p>${code}${home.en}` },
  };
}

/** An application asks to sign its person out: everywhere, or only there? `form` is the provider's own and carries its secret. */
export function signOutPage(form: string, appName: string | undefined): GatewayPage {
  const name = appName === undefined ? undefined : escapeHtml(appName);
  const buttons = (all: string, one: string) =>
    `<button class="strong" type="submit" form="op.logoutForm" name="logout" value="yes">${all}</button>${name === undefined ? '' : `<p></p><button type="submit" form="op.logoutForm">${one}</button>`}`;
  return {
    title: { it: 'Vuoi uscire?', en: 'Do you want to sign out?' },
    body: {
      it: `${form}<p>Uscendo da Volano esci anche da tutte le applicazioni collegate.</p>${buttons('Esci da tutto', `Esci solo da «${name ?? ''}»`)}`,
      en: `${form}<p>Signing out of Volano also signs you out of every connected application.</p>${buttons('Sign out of everything', `Sign out of “${name ?? ''}” only`)}`,
    },
  };
}

/** Signed out, and the application named no address to go to. */
export function goodbyePage(): GatewayPage {
  return { title: { it: 'Sei uscito', en: 'You are signed out' }, body: { it: `<p>Puoi chiudere questa pagina.</p>${home.it}`, en: `<p>You can close this page.</p>${home.en}` } };
}

export interface PersonalityOption {
  readonly id: string;
  readonly label: string;
  /** The application asked for this one. */
  readonly asked: boolean;
}

/** As which personality to go on. */
export function personalityPage(of: { appName: string; action: string; secret: string; options: readonly PersonalityOption[] }): GatewayPage {
  const name = escapeHtml(of.appName);
  const asked = of.options.find((option) => option.asked);
  const buttons = of.options
    .map((option) => `<button type="submit" name="personality" value="${escapeHtml(option.id)}"${option.asked ? ' class="strong"' : ''}>${escapeHtml(option.label)}</button>`)
    .join('');
  const form = (cancel: string) =>
    `<form method="post" action="${escapeHtml(of.action)}"><input type="hidden" name="secret" value="${escapeHtml(of.secret)}">${buttons}<button type="submit" name="cancel" value="yes">${cancel}</button></form>`;
  return {
    title: { it: 'Con quale ruolo vuoi entrare?', en: 'In which role do you want to enter?' },
    body: {
      it: `<p>${asked === undefined ? `«${name}» vedrà solo il ruolo che scegli.` : `«${name}» chiede di proseguire come «${escapeHtml(asked.label)}».`}</p>${form('Annulla')}`,
      en: `<p>${asked === undefined ? `“${name}” will see only the role you choose.` : `“${name}” asks to go on as “${escapeHtml(asked.label)}”.`}</p>${form('Cancel')}`,
    },
  };
}

/** The application wants a fresh sign-in. */
export function signInAgainPage(of: { appName: string; action: string; secret: string }): GatewayPage {
  const name = escapeHtml(of.appName);
  const form = (words: string, cancel: string) =>
    `<form method="post" action="${escapeHtml(of.action)}"><input type="hidden" name="secret" value="${escapeHtml(of.secret)}">` +
    `<button class="strong" type="submit" name="again" value="yes">${words}</button><button type="submit" name="cancel" value="yes">${cancel}</button></form>`;
  return {
    title: { it: 'Accedi di nuovo', en: 'Sign in again' },
    body: {
      it: `<p>«${name}» chiede di verificare che sei tu: la sessione di adesso finisce e ne comincia una nuova.</p>${form('Accedi di nuovo', 'Annulla')}`,
      en: `<p>“${name}” asks to check that it is you: the present session ends and a new one begins.</p>${form('Sign in again', 'Cancel')}`,
    },
  };
}
