// Reading a return of 10,000 rows as a workbook against the same as CSV, and refusing a bomb.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32, deflateRawSync, constants } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { writeWorkbook } from '#workbooks';
import { largeReturn } from './returns.mjs';
import { newFolder } from './server.mjs';
import { mebibytes, median, ratio, seconds } from './words.mjs';

const RUNS = 3;
const BOMB_BYTES = 600 * 1024 * 1024;

export async function benchRead() {
  const folder = newFolder();
  try {
    const { bytes } = largeReturn(10_000);
    const largest = largeReturn(20_000);
    const files = {
      csv: bytes,
      xlsx: await asWorkbook(bytes),
      'largest xlsx': await asWorkbook(largest.bytes),
      bomb: bomb(),
    };
    const told = {};
    for (const [name, content] of Object.entries(files)) {
      const file = join(folder.path, name);
      writeFileSync(file, content);
      const runs = [];
      for (let run = 0; run < RUNS; run += 1) runs.push(await readOnce(file));
      told[name] = {
        size: content.length / 1024 / 1024,
        said: runs[0].said,
        seconds: median(runs.map((run) => run.seconds)),
        grown: median(runs.map((run) => run.grown)),
      };
    }
    return inWords(told);
  } finally {
    folder.remove();
  }
}

function inWords(told) {
  const words = ({ size, said, seconds: time, grown }) =>
    `${said} of ${size.toFixed(1)} MB in ${seconds(time)}, memory grew by ${mebibytes(grown)}`;
  return {
    ...Object.fromEntries(Object.entries(told).map(([name, figures]) => [name, words(figures)])),
    ratio: ratio(told.csv.seconds, told.xlsx.seconds),
  };
}

async function readOnce(file) {
  const script = join(import.meta.dirname, 'read-once.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, file]);
  return JSON.parse(stdout);
}

function asWorkbook(bytes) {
  const [header = [], ...rows] = parse(bytes, { bom: true });
  const columns = header.map((name) => ({ header: name, width: 14, format: 'text' }));
  const sheets = [{ name: 'Returns', columns, rows }];
  return writeWorkbook({ title: 'Bench', properties: {}, createdAt: new Date(0), sheets });
}

/** A zip archive with one part of 600 MB of cells, told honestly, in some 2 MB. */
function bomb() {
  const row = `<row>${'<c><v>1</v></c>'.repeat(64)}</row>`;
  const piece = Buffer.from(row.repeat(1024));
  const packed = deflateRawSync(piece, { finishFlush: constants.Z_FULL_FLUSH });
  const times = Math.ceil(BOMB_BYTES / piece.length);
  let crc = 0;
  for (let time = 0; time < times; time += 1) crc = crc32(piece, crc);
  const end = deflateRawSync(Buffer.alloc(0));
  const content = Buffer.concat([...Array.from({ length: times }, () => packed), end]);
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(piece.length * times, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, content]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, Buffer.alloc(14), name]);
  const tail = Buffer.alloc(22);
  tail.write('PK\x05\x06', 'latin1');
  tail.writeUInt16LE(1, 8);
  tail.writeUInt16LE(1, 10);
  tail.writeUInt32LE(central.length, 12);
  tail.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, tail]);
}
