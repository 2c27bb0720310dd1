import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Finding } from '#domain/submissions';
import { CommandFailure } from './failure.js';

/** Of what is larger than this no more is read: files are refused from 20 MB on, in the words of whoever takes them in. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The bytes of a file that is to be taken in; `kind` is what it is called where it cannot be. */
export async function readReceivedFile(file: string, kind: 'return' | 'list'): Promise<Uint8Array> {
  let bytes: Uint8Array | null;
  try {
    bytes = (await stat(file)).size > MOST_BYTES ? null : await readUpToMost(file);
  } catch {
    throw new CommandFailure(`${file}: the file cannot be read; check its name and your right to read it.`);
  }
  if (bytes === null)
    throw new CommandFailure(
      `${file}: the file is far larger than the 20 MB that a ${kind} may have; send it in parts.`,
    );
  return bytes;
}

/** Null where there is more: a pipe or a device says no size beforehand. */
async function readUpToMost(file: string): Promise<Uint8Array | null> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
    pieces.push(piece);
    length += piece.length;
    if (length > MOST_BYTES) return null;
  }
  return Buffer.concat(pieces);
}

/** Each finding on a line of its own. */
export function findingLines(findings: readonly Omit<Finding, 'value'>[]): readonly string[] {
  return findings.map(
    ({ severity, row, ref, column, code, message }) =>
      `  ${row === null ? 'file' : `row ${row}`} ${ref ?? ''} ${column ?? ''} ${severity} ${code}: ${message}`,
  );
}
