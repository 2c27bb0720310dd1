import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A new secret for a session or a key: 256 random bits, safe in a cookie and in a header. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * A new secret for a key that people read out and type: 256 random bits in figures and the letters a to f, so that no part
 * of it begins with a dash, which a command line would take for an option.
 */
export function newKeySecret(): string {
  return randomBytes(32).toString('hex');
}

/** What is stored of a secret. Secrets of 256 random bits need no slow hash. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** A hash that only whoever holds the key can make again: for words that are not kept, and few enough to be guessed. */
export function keyedHash(key: Uint8Array, words: string): Buffer {
  return createHmac('sha256', key).update(words).digest();
}
