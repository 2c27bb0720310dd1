import type { ZipEntry } from './zip-entry.js';
import { damaged } from './workbook-refused.js';

/** Names that lead out of the archive, that a file system would read in another way, or that stand there twice. */
export function refuseOddNames(entries: readonly Pick<ZipEntry, 'name'>[]): void {
  const seen = new Set<string>();
  for (const { name } of entries) {
    const isOdd = /[\u0000-\u001f\u007f\\:\ufffd]/.test(name) || name.startsWith('/') || name === '';
    if (isOdd || name.split('/').some((step) => step === '..' || step === '.'))
      throw damaged('the name of one of its parts is not one that a spreadsheet program writes');
    const key = name.toLowerCase();
    if (seen.has(key)) throw damaged('one of its parts stands there twice');
    seen.add(key);
  }
}

/** Entries that share bytes: with these a small file unpacks to any size. */
export function refuseOverlaps(entries: readonly ZipEntry[], directoryAt: number): void {
  let end = 0;
  for (const entry of entries.toSorted((left, right) => left.headerAt - right.headerAt)) {
    if (entry.headerAt < end) throw damaged('its parts overlap');
    end = entry.endsAt;
  }
  if (end > directoryAt) throw damaged('its parts overlap');
}
