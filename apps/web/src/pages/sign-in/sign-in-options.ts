import type { SecretKey } from '#platform';

/** The OpenID Connect issuer that people may come from, and what it knows this service by. */
export interface OpenIdSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  /** The tenant that people must come from; undefined where the issuer has none. */
  readonly tenant: string | undefined;
  /** The address under which people reach this service, without a slash at its end. */
  readonly publicUrl: string;
}

/** How people may sign in here. Without a key nobody can, but to a demonstration. */
export interface SignInOptions {
  readonly key: SecretKey | null;
  readonly openId: OpenIdSettings | null;
}

/** Stands for these options wherever Nest is asked for them. */
export const SIGN_IN_OPTIONS = Symbol('SignInOptions');
