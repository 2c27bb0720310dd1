import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { CommandFailure } from './failure.js';

const OWNER_ONLY = 0o600;

/** The failure that tells what to do about a file that cannot be written. */
export function cannotWrite(path: string): CommandFailure {
  return new CommandFailure(`${path}: it cannot be written there; check the folder and the space left.`);
}

/** Opens a file to be written anew that nobody but its owner reads, also where it was there and open to others. */
export async function openPrivateFile(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, 'w', OWNER_ONLY);
    // A device or a pipe is not ours to close to others.
    if ((await file.stat()).isFile()) await file.chmod(OWNER_ONLY);
    return file;
  } catch {
    throw cannotWrite(path);
  }
}
