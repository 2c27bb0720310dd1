import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { errorCode } from './embedded-postgres/embedded-postgres-error.js';
import { SettingsError } from './settings.js';

const FORM = /^[A-Za-z0-9+/]{43}=$/;

/**
 * The key of a data folder, made on first use: a file for its owner alone. Without it the accounts in the folder's
 * database cannot be signed in to, so it belongs into every backup of the folder.
 */
export function readOrMakeSecretKey(dataDir: string): string {
  const path = join(resolve(dataDir), 'secret-key');
  const text = readKey(path) ?? makeKey(path);
  if (!FORM.test(text)) throw new SettingsError([`${path} is damaged: restore it from a backup.`]);
  return text;
}

function readKey(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Written beside and linked into place: of several processes that begin at once, all read the one that came first. */
function makeKey(path: string): string {
  mkdirSync(join(path, '..'), { recursive: true });
  const draft = `${path}.draft-${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  return readFileSync(path, 'utf8').trim();
}
