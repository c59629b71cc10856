// Signs people in through Volano with openid-client. Copy this file; README.md says where each function is called.
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as client from 'openid-client';

export async function createSignIn({ issuer, clientId, clientSecret, redirectUri }) {
  const proof = clientSecret ? client.ClientSecretBasic(clientSecret) : client.None();
  const onOneMachine = issuer.startsWith('http:') ? { execute: [client.allowInsecureRequests] } : {};
  const volano = await client.discovery(new URL(issuer), clientId, { id_token_signed_response_alg: 'ES256' }, proof, onOneMachine);
  const keys = createRemoteJWKSet(new URL(volano.serverMetadata().jwks_uri));
  return {
    async begin(extra = {}) {
      const memory = { pkceCodeVerifier: client.randomPKCECodeVerifier(), expectedState: client.randomState(), expectedNonce: client.randomNonce() };
      const challenge = await client.calculatePKCECodeChallenge(memory.pkceCodeVerifier);
      const asked = { redirect_uri: redirectUri, scope: 'openid profile', code_challenge: challenge, code_challenge_method: 'S256', state: memory.expectedState, nonce: memory.expectedNonce };
      return { url: client.buildAuthorizationUrl(volano, { ...asked, ...extra }).href, memory };
    },
    async finish(address, memory, extra = {}) {
      const tokens = await client.authorizationCodeGrant(volano, new URL(address), { ...memory, idTokenExpected: true }, extra);
      return { person: tokens.claims(), idToken: tokens.id_token, accessToken: tokens.access_token, refreshToken: tokens.refresh_token };
    },
    async refresh(refreshToken) {
      const tokens = await client.refreshTokenGrant(volano, refreshToken);
      return { person: tokens.claims(), idToken: tokens.id_token, accessToken: tokens.access_token, refreshToken: tokens.refresh_token };
    },
    signOut: (idToken, to, state) => client.buildEndSessionUrl(volano, { id_token_hint: idToken, post_logout_redirect_uri: to, state }).href,
    signedOut: async (logoutToken) => (await jwtVerify(logoutToken, keys, { issuer, audience: clientId, typ: 'logout+jwt', requiredClaims: ['sid', 'events'] })).payload,
    rules: (accessToken, etag) => fetch(`${issuer}/rules`, { headers: { authorization: `Bearer ${accessToken}`, ...(etag ? { 'if-none-match': etag } : {}) } }),
  };
}
