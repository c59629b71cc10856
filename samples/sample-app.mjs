// Two small applications of an imaginary intranet, to look at single sign-on: `npm run sample:app`, with Volano's demo running.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createSignIn } from './relying-party-openid-client/sign-in.mjs';

const issuer = process.env.VOLANO_ISSUER ?? 'http://localhost:3000/oidc';
const here = 'http://127.0.0.1:4100';
const apps = [
  { clientId: 'intranet-documentale', path: '', name: 'Intranet documentale' },
  { clientId: 'ordini-ricambi', path: '/ricambi', name: 'Ordini ricambi' },
];
for (const app of apps) {
  app.signIn = await createSignIn({ issuer, clientId: app.clientId, redirectUri: `${here}${app.path}/callback` }).catch((error) => {
    process.stderr.write(`Volano does not answer at ${issuer} (${error.cause?.code ?? error.message}): start it first, or set VOLANO_ISSUER.\n`);
    process.exit(1);
  });
}

/** Who is in, by the application's own cookie. */
const sessions = new Map();
const escape = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
const cookieOf = (request, app) => new RegExp(`(?:^|; )${app.clientId}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1];

function page(answer, app, body, status = 200) {
  const other = apps.find((each) => each !== app);
  answer.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  answer.end(`<!doctype html><html lang="it"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${app.name}</title>
<body style="font:1rem/1.5 system-ui;max-width:40rem;margin:3rem auto;padding:0 1rem"><h1>${app.name}</h1>${body}<p><a href="${other.path || '/'}">${other.name}</a></p></body></html>`);
}

const go = (answer, location, cookie) => answer.writeHead(303, { location, ...(cookie ? { 'set-cookie': cookie } : {}) }).end();

async function serve(request, answer) {
  const { pathname } = new URL(request.url, here);
  const app = pathname.startsWith('/ricambi') ? apps[1] : apps[0];
  const step = pathname.slice(app.path.length) || '/';
  const id = cookieOf(request, app);
  const session = sessions.get(id);
  if (step === '/login') {
    const { url, memory } = await app.signIn.begin();
    const fresh = randomUUID();
    sessions.set(fresh, { memory });
    return go(answer, url, `${app.clientId}=${fresh}; Path=/; HttpOnly; SameSite=Lax`);
  }
  if (step === '/callback') {
    const signedIn = await app.signIn.finish(`${here}${request.url}`, session?.memory ?? {});
    sessions.set(id, signedIn);
    return go(answer, app.path || '/');
  }
  if (step === '/logout' && session?.idToken) {
    sessions.delete(id);
    return go(answer, app.signIn.signOut(session.idToken, `${here}/`, 'bye'));
  }
  if (step === '/backchannel' && request.method === 'POST') {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { sid } = await app.signIn.signedOut(new URLSearchParams(body).get('logout_token'));
    for (const [key, value] of sessions) if (value.person?.sid === sid) sessions.delete(key);
    return answer.writeHead(200).end();
  }
  if (!session?.person) return page(answer, app, `<p><a href="${app.path}/login">Entra con Volano</a></p>`);
  return page(answer, app, `<p>Ciao ${escape(session.person.name)}, sei qui come <strong>${escape(session.person.personality_label)}</strong>.</p>
<pre>${escape(JSON.stringify(session.person, null, 2))}</pre><p><a href="${app.path}/logout">Esci</a></p>`);
}

/** What Volano answered when nobody came in, in words of the application's own. */
const reasons = { app_not_for_you: 'Questa applicazione non è prevista per te.', personality_not_held: 'Questa personalità non è tua.', cancelled_by_person: 'Hai annullato l’accesso.' };

createServer((request, answer) => {
  serve(request, answer).catch((error) => {
    const app = request.url.startsWith('/ricambi') ? apps[1] : apps[0];
    const why = reasons[error.error_description] ?? `Accesso non riuscito: ${error.error_description ?? error.message}`;
    page(answer, app, `<p>${escape(why)}</p><p><a href="${app.path || '/'}">Torna all’applicazione</a></p>`, 403);
  });
}).listen(4100, '127.0.0.1', () => process.stdout.write(`Open ${here} and ${here}/ricambi\n`));
