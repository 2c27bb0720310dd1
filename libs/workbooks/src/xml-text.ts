import { damaged } from './workbook-refused.js';

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text of an XML document as it is meant. Entities of the document's own are not known: they can be a bomb. */
export function fromXml(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replaceAll(/&([^;&]{0,12});?/g, (whole, name: string) => {
    if (!whole.endsWith(';')) throw damaged('its XML has an entity that is not closed');
    const character = name.startsWith('#') ? characterOf(name) : named[name];
    if (character === undefined) throw damaged('its XML uses an entity of its own');
    return character;
  });
}

function characterOf(name: string): string {
  const code = /^#x[0-9a-f]{1,6}$/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  const isCharacter = Number.isInteger(code) && code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  if (!isCharacter) throw damaged('its XML names a character that does not exist');
  return String.fromCodePoint(code);
}

/** Workbooks write characters that XML cannot hold as `_x000D_`, and such a text itself as `_x005F_x000D_`. */
export function fromCellXml(raw: string): string {
  const text = fromXml(raw);
  if (!text.includes('_x')) return text;
  const read = text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  if (/[\0\p{Surrogate}]/u.test(read)) throw damaged('a cell holds a NUL or half a character');
  return read;
}

/** A text as it stands between tags or in an attribute. What XML cannot hold is left out. */
export function toXml(text: string): string {
  return text

    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

/** A text as a cell holds it: `_x0041_` stays those seven characters. */
export function toCellXml(text: string): string {
  return toXml(text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));
}
