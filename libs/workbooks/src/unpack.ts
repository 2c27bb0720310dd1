import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { damaged } from './workbook-refused.js';
import type { ZipEntry } from './zip-entry.js';

const SLICE = 64 * 1024;

/**
 * The content of an entry, in pieces of at most 64 KB. It never gives more than the directory promised; content that is
 * longer, shorter or other than promised is refused. Each piece is unpacked off the main thread.
 */
export async function* unpack(bytes: Buffer, entry: ZipEntry): AsyncGenerator<Buffer, void, undefined> {
  const packed = bytes.subarray(entry.contentAt, entry.contentAt + entry.packedSize);
  let size = 0;
  let crc = 0;
  for await (const piece of entry.method === 'stored' ? slicesOf(packed) : inflated(packed)) {
    size += piece.length;
    if (size > entry.size) throw damaged('a part is larger than its directory says');
    crc = crc32(piece, crc);
    yield piece;
  }
  if (size !== entry.size || crc !== entry.crc) throw damaged('a part is not what its directory says');
}

async function* inflated(packed: Buffer): AsyncGenerator<Buffer, void, undefined> {
  const stream = createInflateRaw({ chunkSize: SLICE });
  stream.end(packed);
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) yield piece;
  } catch (error) {
    if (isZlibFault(error)) throw damaged('a part cannot be unpacked');
    throw error;
  }
}

function* slicesOf(bytes: Buffer): Generator<Buffer, void, undefined> {
  for (let at = 0; at < bytes.length; at += SLICE) yield bytes.subarray(at, at + SLICE);
}

/** The first bytes of an entry: enough to know what it is. Empty where it cannot be unpacked. */
export function startOf(bytes: Buffer, entry: ZipEntry): Buffer {
  const packed = bytes.subarray(entry.contentAt, entry.contentAt + Math.min(entry.packedSize, 512));
  if (entry.method === 'stored') return packed.subarray(0, 16);
  try {
    // The end of the content is not there: what could be unpacked without it is enough.
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1024 * 1024 }).subarray(
      0,
      16,
    );
  } catch {
    return Buffer.alloc(0);
  }
}

function isZlibFault(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('Z_');
}
