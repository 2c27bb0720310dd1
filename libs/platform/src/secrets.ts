import { createHash, randomBytes } from 'node:crypto';

/** A new secret for a session or a key: 256 random bits, safe in a cookie and in a header. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret. Secrets of 256 random bits need no slow hash. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
