import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { ZipEntry } from './zip-entry.js';

/** A part of an archive that is being written, packed already. */
export interface PackedPart {
  readonly name: string;
  readonly method: ZipEntry['method'];
  readonly crc: number;
  readonly size: number;
  readonly packed: Buffer;
}

/** A part taken over from another archive as it is, without being unpacked. */
export function keptPart(bytes: Buffer, entry: ZipEntry): PackedPart {
  const { name, method, crc, size, contentAt, packedSize } = entry;
  return { name, method, crc, size, packed: bytes.subarray(contentAt, contentAt + packedSize) };
}

/** Packs a text that arrives in pieces. */
export async function packPart(name: string, text: AsyncIterable<string> | Iterable<string>): Promise<PackedPart> {
  let crc = 0;
  let size = 0;
  async function* counted(): AsyncGenerator<Buffer, void, undefined> {
    for await (const piece of text) {
      const bytes = Buffer.from(piece);
      crc = crc32(bytes, crc);
      size += bytes.length;
      yield bytes;
    }
  }
  const packed: Buffer[] = [];
  const stream = Readable.from(counted()).compose(createDeflateRaw()) as AsyncIterable<Buffer>;
  for await (const piece of stream) packed.push(piece);
  return { name, method: 'deflated', crc, size, packed: Buffer.concat(packed) };
}

/** The whole archive. Its times are all 1 January 1980, so that the same parts give the same bytes. */
export function writeZip(parts: readonly PackedPart[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const fields = fieldsOf(part, name.length);
    const local = Buffer.concat([signature(0x04034b50), fields, name]);
    pieces.push(local, part.packed);
    const placed = Buffer.alloc(14);
    placed.writeUInt32LE(at, 10);
    directory.push(signature(0x02014b50), Buffer.from([20, 0]), fields, placed, name);
    at += local.length + part.packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, central, end]);
}

/** What the header of a part and its line in the directory have in common, from the version to the lengths. */
function fieldsOf({ method, crc, size, packed }: PackedPart, nameLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(0x0800, 2); // names are UTF-8
  fields.writeUInt16LE(method === 'deflated' ? 8 : 0, 4);
  fields.writeUInt16LE(0x21, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

function signature(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
