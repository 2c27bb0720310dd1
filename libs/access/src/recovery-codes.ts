import { randomInt } from 'node:crypto';
import type { SecretKey } from '#platform';

/** How many are made at once; each is for one use. */
const COUNT = 10;
/** No letter or figure that is taken for another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** Ten new codes to write down, of 79 random bits each. They are shown once and stored as hashes. */
export function newRecoveryCodes(): readonly string[] {
  const letter = () => ALPHABET[randomInt(ALPHABET.length)] ?? '';
  const group = () => Array.from({ length: GROUP_LENGTH }, letter).join('');
  return Array.from({ length: COUNT }, () => Array.from({ length: GROUPS }, group).join('-'));
}

/** What is stored of a code, however its letters were typed. */
export function hashRecoveryCode(key: SecretKey, personId: string, code: string): Buffer {
  return key.hash(`${personId} ${code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`, 'recovery code');
}
