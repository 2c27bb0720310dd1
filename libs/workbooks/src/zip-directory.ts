import type { ZipEntry } from './zip-entry.js';
import type { WorkbookLimits } from './limits.js';
import { refuseOddNames, refuseOverlaps } from './zip-safety.js';
import { WorkbookRefused, damaged, tooLarge } from './workbook-refused.js';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const CENTRAL_SIZE = 46;
const LOCAL_SIZE = 30;
const IS_ENCRYPTED = 1;
const HAS_DESCRIPTOR = 8;
const DESCRIPTOR = 0x08074b50;

interface End {
  readonly count: number;
  readonly size: number;
  readonly at: number;
}

/**
 * Reads the directory of a zip archive and compares it with the header of each entry, before anything is unpacked.
 * Whatever two readers could understand in two ways is refused: doubled names, overlaps, headers that disagree.
 */
export function readZipDirectory(bytes: Buffer, limits: WorkbookLimits): readonly ZipEntry[] {
  const end = findEnd(bytes);
  if (end.count > limits.entries) throw tooLarge(`has ${end.count} parts`);
  const entries: ZipEntry[] = [];
  let at = end.at;
  for (let index = 0; index < end.count; index += 1) {
    const [entry, next] = readCentral(bytes, at, end.at + end.size);
    entries.push(entry);
    at = next;
  }
  if (at !== end.at + end.size) throw damaged('its directory does not end where it should');
  refuseOddNames(entries);
  refuseOverlaps(entries, end.at);
  refuseBombs(entries, limits);
  return entries;
}

function findEnd(bytes: Buffer): End {
  const earliest = Math.max(0, bytes.length - END_SIZE - 0xffff);
  for (let at = bytes.length - END_SIZE; at >= earliest; at -= 1) {
    if (bytes.readUInt32LE(at) !== END || at + END_SIZE + bytes.readUInt16LE(at + 20) !== bytes.length) continue;
    const [count, size, start] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 12),
      bytes.readUInt32LE(at + 16),
    ];
    if (count === 0xffff || size === 0xffffffff || start === 0xffffffff || at - size < 0) throw zip64();
    const isWhole = bytes.readUInt32LE(at + 4) === 0 && bytes.readUInt16LE(at + 8) === count && start + size === at;
    if (!isWhole) throw damaged('its directory is not where it should be');
    return { count, size, at: start };
  }
  throw damaged('its end is missing');
}

function readCentral(bytes: Buffer, at: number, end: number): readonly [ZipEntry, number] {
  if (at + CENTRAL_SIZE > end || bytes.readUInt32LE(at) !== CENTRAL) throw damaged('its directory cannot be read');
  const nameEnd = at + CENTRAL_SIZE + bytes.readUInt16LE(at + 28);
  const next = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  if (next > end) throw damaged('its directory cannot be read');
  const [packedSize, size, headerAt] = [
    bytes.readUInt32LE(at + 20),
    bytes.readUInt32LE(at + 24),
    bytes.readUInt32LE(at + 42),
  ];
  if ([packedSize, size, headerAt].includes(0xffffffff)) throw zip64();
  const told = {
    rawName: bytes.subarray(at + CENTRAL_SIZE, nameEnd),
    flags: bytes.readUInt16LE(at + 8),
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    ...{ packedSize, size, headerAt },
  };
  return [readLocal(bytes, told), next];
}

interface Told {
  readonly rawName: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly headerAt: number;
}

function readLocal(bytes: Buffer, { rawName, flags, method, ...told }: Told): ZipEntry {
  const { headerAt, packedSize, size, crc } = told;
  if (flags & IS_ENCRYPTED) throw withPassword();
  if (method !== 0 && method !== 8) throw damaged('it is packed in a way that no spreadsheet program uses');
  if (method === 0 && packedSize !== size) throw damaged('the sizes of its parts disagree');
  if (headerAt + LOCAL_SIZE > bytes.length || bytes.readUInt32LE(headerAt) !== LOCAL)
    throw damaged('a part is not where its directory says');
  const nameEnd = headerAt + LOCAL_SIZE + bytes.readUInt16LE(headerAt + 26);
  const contentAt = nameEnd + bytes.readUInt16LE(headerAt + 28);
  const isDescribedLater = (flags & HAS_DESCRIPTOR) !== 0;
  const own = [bytes.readUInt32LE(headerAt + 14), bytes.readUInt32LE(headerAt + 18), bytes.readUInt32LE(headerAt + 22)];
  const agrees =
    bytes.subarray(headerAt + LOCAL_SIZE, nameEnd).equals(rawName) &&
    bytes.readUInt16LE(headerAt + 8) === method &&
    ((bytes.readUInt16LE(headerAt + 6) ^ flags) & (IS_ENCRYPTED | HAS_DESCRIPTOR)) === 0 &&
    [crc, packedSize, size].every((value, index) => own[index] === value || (isDescribedLater && own[index] === 0));
  if (!agrees) throw damaged('its directory and its parts disagree');
  const endsAt = contentAt + packedSize;
  return {
    name: rawName.toString('utf8'),
    method: method === 0 ? 'stored' : 'deflated',
    ...told,
    contentAt,
    endsAt: isDescribedLater ? endsAt + descriptorSize(bytes, endsAt) : endsAt,
  };
}

/** CRC and two sizes, with or without a signature before them. */
function descriptorSize(bytes: Buffer, at: number): number {
  if (at + 4 > bytes.length) throw damaged('a part is cut off');
  return bytes.readUInt32LE(at) === DESCRIPTOR ? 16 : 12;
}

function refuseBombs(entries: readonly ZipEntry[], limits: WorkbookLimits): void {
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > limits.totalBytes) throw tooLarge(`would unpack to ${Math.round(total / 1024 / 1024)} MB`);
  const bomb = entries.find(({ size, packedSize }) => size > limits.ratioFromBytes && size > packedSize * limits.ratio);
  if (bomb)
    throw tooLarge(
      `holds a part that is ${Math.round(bomb.size / Math.max(1, bomb.packedSize))} times larger than it is packed`,
    );
}

export function withPassword(): WorkbookRefused {
  return new WorkbookRefused(
    'not-supported',
    'The workbook is protected with a password; take the password off (File, Info, Protect Workbook) and send it again.',
  );
}

function zip64(): WorkbookRefused {
  return new WorkbookRefused(
    'not-supported',
    'The workbook is packed in the form for files above 4 GB; save it again in the spreadsheet program and send that.',
  );
}
