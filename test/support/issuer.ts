import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { SignJWT, decodeJwt, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import { Provider } from 'oidc-provider';

export const CLIENT = { id: 'homeward', secret: 'a secret of the tests' } as const;
export const TENANT = '6f1e9c1c-7e0a-4c6e-8f0b-000000000001';

interface Key {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: object;
}

/** What is put in place of an ID token before it is handed out. */
interface Forgery {
  readonly claims?: JWTPayload;
  /** The key to sign with: one that the issuer publishes, or another one under the same name. */
  readonly signedBy?: 'issuer' | 'stranger';
  readonly alg?: 'RS256' | 'HS256' | 'none';
}

/** A real OpenID Connect issuer on this machine, whose tokens a test can tamper with. */
export class TestIssuer {
  /** Who signs in there. */
  subject = 'subject-1';
  forgery: Forgery | null = null;
  private key: Key | null = null;
  private isRotated = false;

  private constructor(
    readonly url: string,
    private readonly server: Server,
    private readonly stranger: Key,
  ) {}

  static async start(redirectAddress: string): Promise<TestIssuer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('The issuer has no port.');
    const issuer = new TestIssuer(`http://127.0.0.1:${address.port}`, server, await makeKey('first'));
    await issuer.serve(redirectAddress);
    return issuer;
  }

  /** Signs with a new key from now on, and publishes that one alone. */
  async rotateKey(): Promise<void> {
    this.key = await makeKey('second');
    this.isRotated = true;
  }

  /** Follows the way through the issuer as a browser would, and gives the address that it sends the browser back to. */
  async visit(address: string): Promise<string> {
    const cookies = new Map<string, string>();
    for (let next = address; ;) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const set of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
        cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) throw new Error(`The issuer answered ${response.status}: ${await response.text()}`);
      next = new URL(location, next).href;
      if (!next.startsWith(this.url)) return next;
    }
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async serve(redirectAddress: string): Promise<void> {
    const key = await makeKey('first');
    this.key = key;
    const provider = new Provider(this.url, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [redirectAddress],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      jwks: { keys: [key.jwk] },
      claims: { openid: ['sub', 'tid'] },
      conformIdTokenClaims: false,
      ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
      cookies: { keys: ['a key of the tests'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
      findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub, tid: TENANT }) }),
      loadExistingGrant: async ({
        oidc,
      }: {
        oidc: { session: { accountId: string }; client: { clientId: string } };
      }) => {
        const grant = new provider.Grant({ accountId: oidc.session.accountId, clientId: oidc.client.clientId });
        grant.addOIDCScope('openid');
        await grant.save();
        return grant;
      },
    });
    provider.use(async (context, next) => {
      await next();
      if (context.oidc?.route === 'token') context.body = await this.tamper(context.body);
      if (context.oidc?.route === 'jwks' && this.isRotated && this.key) context.body = { keys: [publicPart(this.key)] };
    });
    const answer = provider.callback();
    this.server.on('request', (request, response) => {
      const isInteraction = request.url?.startsWith('/interaction/') ?? false;
      void (isInteraction
        ? provider.interactionFinished(request, response, { login: { accountId: this.subject } })
        : answer(request, response));
    });
  }

  private async tamper(body: unknown): Promise<unknown> {
    if (typeof body !== 'object' || body === null || !('id_token' in body) || typeof body.id_token !== 'string')
      return body;
    if (!this.forgery && !this.isRotated) return body;
    return { ...body, id_token: await this.sign({ ...decodeJwt(body.id_token), ...this.forgery?.claims }) };
  }

  private async sign(claims: JWTPayload): Promise<string> {
    const { alg = 'RS256', signedBy = 'issuer' } = this.forgery ?? {};
    if (!this.key) throw new Error('The issuer has no key.');
    const { privateKey } = signedBy === 'stranger' ? this.stranger : this.key;
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    if (alg === 'none') return `${encode({ alg })}.${encode(claims)}.`;
    const token = new SignJWT(claims).setProtectedHeader({ alg, kid: this.key.kid });
    return token.sign(alg === 'HS256' ? Buffer.from(CLIENT.secret.padEnd(32, ' ')) : privateKey);
  }
}

async function makeKey(kid: string): Promise<Key> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { kid, privateKey, jwk: { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' } };
}

function publicPart({ jwk }: Key): object {
  const isPublic = (name: string) => ['kty', 'n', 'e', 'kid', 'alg', 'use'].includes(name);
  return Object.fromEntries(Object.entries(jwk).filter(([name]) => isPublic(name)));
}
