/** A provider of another house that does as it is told, right or wrong. */
import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from 'jose';
import { freePort } from './real-server.ts';

interface Asked {
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
}

/** What goes wrong in its identity token, its answer or its words about itself. */
export interface Wrongs {
  claims?: Record<string, unknown>;
  algorithm?: 'none' | 'foreignKey';
  noToken?: boolean;
  issuerOfDiscovery?: string;
  redirects?: boolean;
}

export class ForeignProvider {
  readonly #server: Server;
  #keys!: { own: CryptoKey; foreign: CryptoKey; published: object };
  issuer = '';
  subject = 'subject-1';
  wrongs: Wrongs = {};
  /** Bodies posted to the token endpoint, with how the client proved itself. */
  readonly redeemed: { body: URLSearchParams; authorization: string | undefined }[] = [];
  #nonce = '';

  constructor() {
    this.#server = createServer((request, answer) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        void this.#answer(request.url ?? '', text, request.headers.authorization).then(({ status, body }) => {
          answer.writeHead(status, { 'content-type': 'application/json', ...(status === 302 ? { location: `${this.issuer}/elsewhere` } : {}) }).end(JSON.stringify(body));
        });
      });
    });
  }

  async open(): Promise<void> {
    const own = await generateKeyPair('ES256', { extractable: true });
    const foreign = await generateKeyPair('ES256');
    this.#keys = { own: own.privateKey, foreign: foreign.privateKey, published: { ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' } };
    const port = await freePort();
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    this.issuer = `http://127.0.0.1:${port}`;
  }

  async #answer(url: string, text: string, authorization: string | undefined): Promise<{ status: number; body: object }> {
    if (this.wrongs.redirects === true) return { status: 302, body: {} };
    if (url.startsWith('/.well-known/')) return { status: 200, body: this.#discovery() };
    if (url === '/jwks') return { status: 200, body: { keys: [this.#keys.published] } };
    const body = new URLSearchParams(text);
    this.redeemed.push({ body, authorization });
    return { status: 200, body: { access_token: 'opaque', token_type: 'Bearer', expires_in: 60, ...(this.wrongs.noToken === true ? {} : { id_token: await this.#token() }) } };
  }

  #discovery(): object {
    const at = (path: string) => `${this.issuer}/${path}`;
    return {
      issuer: this.wrongs.issuerOfDiscovery ?? this.issuer, authorization_endpoint: at('authorize'), token_endpoint: at('token'), jwks_uri: at('jwks'), response_types_supported: ['code'], subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256'], code_challenge_methods_supported: ['S256'], authorization_response_iss_parameter_supported: true, token_endpoint_auth_methods_supported: ['client_secret_basic'],
    };
  }

  async #token(): Promise<string> {
    const seconds = Math.floor(Date.now() / 1000);
    const claims = { iss: this.issuer, sub: this.subject, aud: 'volano', iat: seconds, exp: seconds + 60, nonce: this.#nonce, email: 'seller1@tst.example', email_verified: true, ...this.wrongs.claims };
    if (this.wrongs.algorithm === 'none') return new UnsecuredJWT(claims).encode();
    return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).sign(this.wrongs.algorithm === 'foreignKey' ? this.#keys.foreign : this.#keys.own);
  }

  /** The person agrees: what the browser brings back from an authorization address. */
  agree(address: string): Record<string, string> {
    const { redirectUri, state, nonce } = this.asked(address);
    this.#nonce = nonce;
    if (redirectUri === '') throw new Error('no return address');
    return { code: 'a-code', state, iss: this.issuer };
  }

  asked(address: string): Asked {
    const { searchParams } = new URL(address);
    return { redirectUri: searchParams.get('redirect_uri') ?? '', state: searchParams.get('state') ?? '', nonce: searchParams.get('nonce') ?? '' };
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
