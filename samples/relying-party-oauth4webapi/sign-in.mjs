// Signs people in through Volano with bare oauth4webapi. Copy this file; README.md says where each function is called.
import * as oauth from 'oauth4webapi';

export async function createSignIn({ issuer, clientId, clientSecret, redirectUri }) {
  const client = { client_id: clientId, id_token_signed_response_alg: 'ES256' };
  const proof = clientSecret ? oauth.ClientSecretPost(clientSecret) : oauth.None();
  const options = issuer.startsWith('http:') ? { [oauth.allowInsecureRequests]: true } : {};
  const volano = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), options));
  const read = (tokens) => ({ person: oauth.getValidatedIdTokenClaims(tokens), idToken: tokens.id_token, accessToken: tokens.access_token, refreshToken: tokens.refresh_token });
  return {
    async begin(extra = {}) {
      const memory = { verifier: oauth.generateRandomCodeVerifier(), state: oauth.generateRandomState(), nonce: oauth.generateRandomNonce() };
      const challenge = await oauth.calculatePKCECodeChallenge(memory.verifier);
      const asked = { client_id: clientId, response_type: 'code', redirect_uri: redirectUri, scope: 'openid profile', code_challenge: challenge, code_challenge_method: 'S256', state: memory.state, nonce: memory.nonce };
      return { url: `${volano.authorization_endpoint}?${new URLSearchParams({ ...asked, ...extra })}`, memory };
    },
    async finish(address, memory, additionalParameters = {}) {
      const answer = oauth.validateAuthResponse(volano, client, new URL(address), memory.state);
      const response = await oauth.authorizationCodeGrantRequest(volano, client, proof, answer, redirectUri, memory.verifier, { ...options, additionalParameters });
      return read(await oauth.processAuthorizationCodeResponse(volano, client, response, { expectedNonce: memory.nonce, requireIdToken: true }));
    },
    async refresh(refreshToken) {
      const response = await oauth.refreshTokenGrantRequest(volano, client, proof, refreshToken, options);
      return read(await oauth.processRefreshTokenResponse(volano, client, response));
    },
    signOut: (idToken, to, state) => `${volano.end_session_endpoint}?${new URLSearchParams({ id_token_hint: idToken, post_logout_redirect_uri: to, state })}`,
    rules: (accessToken) => fetch(`${issuer}/rules`, { headers: { authorization: `Bearer ${accessToken}` } }),
  };
}
