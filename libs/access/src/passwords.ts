import { hash, verify } from '@node-rs/argon2';
import { commonPasswords } from './common-passwords.js';
import { signInNameOf } from './account-context.js';

/** Argon2id as OWASP recommends it: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;

/** What is wrong with a new password. There are no rules on kinds of characters. */
export type PasswordFault = 'too-short' | 'too-long' | 'common' | 'is-name';

/** Checks a new password by its length in characters and against what is guessed first. */
export function checkNewPassword(password: string, signInName: string): PasswordFault | null {
  const length = Array.from(sameForm(password)).length;
  if (length < SHORTEST_PASSWORD) return 'too-short';
  if (length > LONGEST_PASSWORD) return 'too-long';
  const plain = signInNameOf(password);
  if (plain === signInNameOf(signInName)) return 'is-name';
  return commonPasswords.has(plain) ? 'common' : null;
}

export function hashPassword(password: string): Promise<string> {
  return hash(sameForm(password), cost);
}

/**
 * Whether a password is the one of a hash. Without a hash it takes as long and is never right, so that nobody learns
 * which names are known.
 */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const isShortEnough = Array.from(password).length <= LONGEST_PASSWORD;
  const isRight = await verify(passwordHash ?? (await nobodysHash), isShortEnough ? sameForm(password) : '');
  return isRight && isShortEnough && passwordHash !== null;
}

/** The same characters are typed in different ways on different keyboards. */
function sameForm(password: string): string {
  return password.normalize('NFKC');
}

const nobodysHash = hashPassword('nobody has this password');
