/** The few pages the gateway shows by itself: plain, without scripts, in the reader's language. */
import type { Language } from '#platform/context';

export type Bilingual = Readonly<Record<Language, string>>;

/** HTML in both languages; every text from outside went through `escapeHtml`. */
export interface GatewayPage {
  readonly title: Bilingual;
  readonly body: Bilingual;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? sign);
}

/** Colours, corners, sizes and font of the desk (web/base.css). */
const style = `
  :root { color-scheme: light dark; --ink: #0f1b2d; --quiet: #46536a; --paper: #fff; --ground: #f5f7fa; --line: #dde2ea; --edge: #8a94a6; --accent: #0b5cc4; --onAccent: #fff }
  @media (prefers-color-scheme: dark) { :root { --ink: #e8edf5; --quiet: #a9b4c6; --paper: #161e2c; --ground: #0e1420; --line: #2a3548; --edge: #6f7d95; --accent: #6aa8ff; --onAccent: #08203f } }
  * { box-sizing: border-box }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--ground); color: var(--ink); font: .9375rem/1.5 'Inter Variable', system-ui, sans-serif }
  main { width: 100%; max-width: 27rem; padding: 1.75rem 1.5rem; background: var(--paper); border: 1px solid var(--line); border-radius: 8px }
  .house { display: flex; align-items: center; gap: .5rem; margin: 0 0 1.5rem; font-weight: 650; color: var(--accent) }
  .house span { color: var(--ink) }
  h1 { margin: 0 0 .5rem; font-size: 1.25rem; line-height: 1.3; font-weight: 650 }
  p { margin: 0 0 1.25rem } .small { color: var(--quiet); font-size: .8125rem; overflow-wrap: anywhere }
  form { margin: 0 }
  .choices { display: grid; gap: .5rem }
  button, a.button { display: block; width: 100%; min-height: 2.75rem; padding: .5rem 1rem; border: 1px solid var(--edge); border-radius: 6px; background: transparent; color: inherit; font: inherit; text-align: left; text-decoration: none; cursor: pointer }
  a.button { display: grid; place-items: center }
  button small { display: block; color: var(--quiet); font-size: .8125rem }
  .strong { background: var(--accent); border-color: var(--accent); color: var(--onAccent); text-align: center; font-weight: 600 }
  .asked { border: 2px solid var(--accent) }
  .apart { margin-top: 1rem; border-color: transparent; color: var(--quiet); text-align: center }
  button:hover, a.button:hover { border-color: var(--accent) }
  button:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }`;

/** The flywheel, as the desk draws it. */
const mark =
  '<svg width="20" height="20" viewBox="0 0 18 18" fill="none" stroke="currentColor" stroke-linecap="round" aria-hidden="true"><circle cx="9" cy="9" r="7" stroke-width="2.4"/><circle cx="9" cy="9" r="1.6" fill="currentColor" stroke="none"/><path d="M9 7.4V3.2M10.4 9.8l3.6 2.1M7.6 9.8 4 11.9" stroke-width="1.6"/></svg>';

/** How a page is dressed. */
interface PageDress {
  readonly language: Language;
  readonly nonce: string;
  /** Address of the desk's font on our own host; undefined where the web application is not built. */
  readonly fontPath: string | undefined;
}

function fontFace(fontPath: string | undefined): string {
  return fontPath === undefined ? '' : `@font-face { font-family: 'Inter Variable'; font-weight: 100 900; font-display: swap; src: url('${fontPath}') format('woff2') }`;
}

/** The whole document. */
export function renderPage(page: GatewayPage, { language, nonce, fontPath }: PageDress): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${page.title[language]} · Volano</title>
<style nonce="${nonce}">${fontFace(fontPath)}${style}</style></head>
<body><main><p class="house">${mark}<span>Volano</span></p><h1>${page.title[language]}</h1>${page.body[language]}</main></body></html>`;
}

/** Policy of such a page: nothing but our font is loaded, nothing runs. Browsers hold redirects after a form to `form-action`, so the application's own origins are named. */
export function pagePolicy(nonce: string, formTargets: readonly string[]): string {
  const origins = [...new Set(formTargets.map((target) => new URL(target).origin))].filter((origin) => /^https?:\/\/[\w.:[\]-]+$/.test(origin));
  return `default-src 'none'; style-src 'nonce-${nonce}'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ${origins.join(' ')}`.trim();
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
    `<div class="choices"><button class="strong" type="submit" form="op.logoutForm" name="logout" value="yes">${all}</button>${name === undefined ? '' : `<button class="apart" type="submit" form="op.logoutForm">${one}</button>`}</div>`;
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

interface PersonalityOption {
  readonly id: string;
  readonly label: string;
  /** The application asked for this one. */
  readonly asked: boolean;
}

/** What a form carries back: its secret, and the way out below what it offers. */
function answerForm(of: { action: string; secret: string }, choices: string, cancel: string): string {
  return `<form method="post" action="${escapeHtml(of.action)}"><input type="hidden" name="secret" value="${escapeHtml(of.secret)}"><div class="choices">${choices}</div><button class="apart" type="submit" name="cancel" value="yes">${cancel}</button></form>`;
}

/** As which personality to go on. */
export function personalityPage(of: { appName: string; action: string; secret: string; options: readonly PersonalityOption[] }): GatewayPage {
  const name = escapeHtml(of.appName);
  const asked = of.options.find((option) => option.asked);
  const choices = (asks: string) =>
    of.options.map(({ id, label, asked: isAsked }) => `<button type="submit" name="personality" value="${escapeHtml(id)}"${isAsked ? ' class="asked"' : ''}>${escapeHtml(label)}${isAsked ? `<small>${asks}</small>` : ''}</button>`).join('');
  return {
    title: { it: `Come entri in «${name}»?`, en: `As whom do you enter “${name}”?` },
    body: {
      it: `<p>L’applicazione ${asked === undefined ? 'vedrà solo la personalità che scegli.' : 'ne chiede una: scegli tu con quale lavorare.'}</p>${answerForm(of, choices('Chiesta dall’applicazione'), 'Annulla')}`,
      en: `<p>The application ${asked === undefined ? 'will see only the personality you choose.' : 'asks for one: you choose as whom to work.'}</p>${answerForm(of, choices('Asked for by the application'), 'Cancel')}`,
    },
  };
}

/** The application wants a fresh sign-in, or a stronger one. */
export function signInAgainPage(of: { appName: string; action: string; secret: string; stronger: boolean }): GatewayPage {
  const name = escapeHtml(of.appName);
  const form = (words: string, cancel: string) => answerForm(of, `<button class="strong" type="submit" name="again" value="yes">${words}</button>`, cancel);
  return {
    title: { it: 'Accedi di nuovo', en: 'Sign in again' },
    body: {
      it: `<p>«${name}» chiede di verificare che sei tu${of.stronger ? ', con una passkey o con il codice oltre alla password' : ''}: la sessione di adesso finisce e ne comincia una nuova.</p>${form('Accedi di nuovo', 'Annulla')}`,
      en: `<p>“${name}” asks to check that it is you${of.stronger ? ', with a passkey or with the code beside the password' : ''}: the present session ends and a new one begins.</p>${form('Sign in again', 'Cancel')}`,
    },
  };
}
