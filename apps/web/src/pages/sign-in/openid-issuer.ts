import * as client from 'openid-client';
import type { OpenIdChecks, OpenIdIdentity } from '#access';
import type { OpenIdSettings } from './sign-in-options.js';

/** What an issuer may sign with: keys of which it alone has the private half. */
const signing = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

const LONGEST_WAIT_SECONDS = 10;

/** Why an answer of an issuer was refused: a short code for the record. */
export class OpenIdRefused extends Error {
  override readonly name = 'OpenIdRefused';

  constructor(readonly reason: string) {
    super(`The issuer’s answer was refused: ${reason}.`);
  }
}

/** The address to send a browser to, and what its answer will be held against. */
export async function askIssuer(settings: OpenIdSettings): Promise<{ address: string; checks: OpenIdChecks }> {
  const checks = {
    ...{ state: client.randomState(), nonce: client.randomNonce() },
    verifier: client.randomPKCECodeVerifier(),
  };
  const address = client.buildAuthorizationUrl(await configure(settings), {
    redirect_uri: redirectAddress(settings),
    ...{ scope: 'openid', state: checks.state, nonce: checks.nonce },
    code_challenge: await client.calculatePKCECodeChallenge(checks.verifier),
    code_challenge_method: 'S256',
  });
  return { address: address.href, checks };
}

/** Who an answer of the issuer is about, once everything about it has been checked. Fails with `OpenIdRefused`. */
export async function readAnswer(settings: OpenIdSettings, url: string, checks: OpenIdChecks): Promise<OpenIdIdentity> {
  const query = new URL(url, settings.publicUrl).search;
  const tokens = await client
    .authorizationCodeGrant(await configure(settings), new URL(`${redirectAddress(settings)}${query}`), {
      ...{ expectedState: checks.state, expectedNonce: checks.nonce },
      ...{ pkceCodeVerifier: checks.verifier, idTokenExpected: true },
    })
    .catch((error: unknown) => {
      throw new OpenIdRefused(codeOf(error));
    });
  const claims = tokens.claims();
  if (!claims) throw new OpenIdRefused('no-id-token');
  const tenant = typeof claims['tid'] === 'string' ? claims['tid'] : '';
  if (settings.tenant !== undefined && tenant !== settings.tenant) throw new OpenIdRefused('wrong-tenant');
  return { issuer: claims.iss, tenant, subject: claims.sub };
}

/**
 * Asked anew each time: signing in is rare, and so a key that the issuer has changed is known at once. Signatures are
 * checked although the token comes straight from the issuer.
 */
async function configure({ issuer, clientId, clientSecret }: OpenIdSettings): Promise<client.Configuration> {
  // Only an issuer on this machine: the settings allow no other without https.
  const relaxations = issuer.startsWith('http://') ? [client.allowInsecureRequests] : [];
  const authentication = clientSecret === undefined ? client.None() : client.ClientSecretPost(clientSecret);
  const discovered = await client
    .discovery(new URL(issuer), clientId, undefined, authentication, {
      timeout: LONGEST_WAIT_SECONDS,
      execute: relaxations,
    })
    .catch((error: unknown) => {
      throw new OpenIdRefused(`issuer-${codeOf(error)}`);
    });
  const server = { ...discovered.serverMetadata(), supportsPKCE: undefined };
  const offered = server.id_token_signing_alg_values_supported ?? ['RS256'];
  const asymmetric = {
    ...server,
    id_token_signing_alg_values_supported: offered.filter((alg) => signing.includes(alg)),
  };
  const configuration = new client.Configuration(asymmetric, clientId, undefined, authentication);
  configuration.timeout = LONGEST_WAIT_SECONDS;
  client.enableNonRepudiationChecks(configuration);
  for (const relax of relaxations) relax(configuration);
  return configuration;
}

function redirectAddress({ publicUrl }: OpenIdSettings): string {
  return `${publicUrl}/sign-in/openid/callback`;
}

/** The library's own code of what was wrong. Its messages may quote what the issuer sent. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^[A-Z_]{1,80}$/.test(code) ? code : 'failed';
}
