import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { member, readPrivateFile, writePrivateFile } from './data-directory.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { DataDirectory } from './data-directory.js';

export interface Secrets {
  readonly superuserPassword: string;
  readonly ownerPassword: string;
  readonly appPassword: string;
}

/** The passwords of this data directory; null when none were made yet. */
export function readSecrets(place: DataDirectory): Secrets | null {
  const content = readPrivateFile(place.secrets);
  const [superuserPassword, ownerPassword, appPassword] = [
    member(content, 'superuserPassword'),
    member(content, 'ownerPassword'),
    member(content, 'appPassword'),
  ];
  const isWhole =
    typeof superuserPassword === 'string' && typeof ownerPassword === 'string' && typeof appPassword === 'string';
  return isWhole ? { superuserPassword, ownerPassword, appPassword } : null;
}

/** New passwords are made for a new cluster only: an old one knows its own. */
export function readOrMakeSecrets(place: DataDirectory): Secrets {
  const known = readSecrets(place);
  if (known !== null) return known;
  if (existsSync(place.cluster)) {
    throw new EmbeddedPostgresError(
      `${place.secrets} is missing or damaged, so nobody can sign in to the database in ${place.cluster}: restore it from a backup.`,
    );
  }
  const made: Secrets = { superuserPassword: password(), ownerPassword: password(), appPassword: password() };
  writePrivateFile(place.secrets, made);
  return made;
}

function password(): string {
  return randomBytes(24).toString('base64url');
}
