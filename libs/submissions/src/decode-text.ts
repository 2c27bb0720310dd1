import { isUtf8 } from 'node:buffer';
import { ReturnRefused } from './return-refused.js';

/** A text file as UTF-8 bytes. It may come as UTF-8, as UTF-16 with a byte order mark, or as Windows-1252. */
export function asUtf8(bytes: Uint8Array): Uint8Array {
  const utf16 = utf16Of(bytes);
  const text = utf16 === null ? null : decodeUtf16(bytes, utf16);
  if (text === null ? bytes.includes(0) : text.includes('\0'))
    throw new ReturnRefused(
      'unreadable',
      'The file holds NUL bytes, so it is no CSV text; save it again as "CSV UTF-8" and send that.',
    );
  if (text !== null) return Buffer.from(text);
  return isUtf8(bytes) ? bytes : Buffer.from(new TextDecoder('windows-1252').decode(bytes));
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

function decodeUtf16(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new ReturnRefused('unreadable', 'The file is damaged UTF-16; save it again as "CSV UTF-8" and send that.');
  }
}
