import { Secret, TOTP } from 'otpauth';
import type { Instant } from '#domain/time';

const ISSUER = 'Homeward';
const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
/** A clock may be one step off, to either side. */
const DRIFT_STEPS = 1;

/** A new secret for an authenticator app, in base 32 as such apps take it. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an authenticator app reads from the picture. */
export function totpAddress(secret: string, signInName: string): string {
  return totp(secret, signInName).toString();
}

/** The step of the clock that a code belongs to; null when it belongs to none that may be taken now. */
export function stepOfCode(secret: string, code: string, now: Instant): number | null {
  const timestamp = now.epochMilliseconds;
  const drift = totp(secret, '').validate({ token: code, timestamp, window: DRIFT_STEPS });
  return drift === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + drift;
}

function totp(secret: string, label: string): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret), digits: 6, period: PERIOD_SECONDS });
}
