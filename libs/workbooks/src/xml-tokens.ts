import { damaged } from './workbook-refused.js';
import { fromXml } from './xml-text.js';

/** A piece of an XML document. All `raw` together are the document, character for character. */
export interface XmlToken {
  /** `other`: a comment, a processing instruction or the declaration. */
  readonly kind: 'open' | 'close' | 'text' | 'other';
  readonly raw: string;
  /** Of a tag, without its namespace prefix. */
  readonly name: string;
  /** `<x/>` is opened and closed by one token. */
  readonly isEmpty: boolean;
}

const MOST_TAG = 64 * 1024;
const MOST_DEPTH = 64;
const [QUOTE, APOSTROPHE, GREATER] = [0x22, 0x27, 0x3e];

/**
 * Cuts an XML document that arrives in pieces into tokens. It checks that tags close each other, and refuses document
 * types, so that no entity can be defined; one tag, one text and the depth have a limit, so memory has one too.
 */
export class XmlTokens {
  private rest = '';
  private searchedTo = 0;
  private readonly open: string[] = [];
  private hasRoot = false;

  constructor(
    private readonly mostText: number,
    private readonly take: (token: XmlToken) => void,
  ) {}

  write(piece: string): void {
    const text = this.rest + piece;
    let at = 0;
    for (;;) {
      const end =
        text.charCodeAt(at) === 0x3c ? this.endOfMarkup(text, at) : text.indexOf('<', Math.max(at, this.searchedTo));
      if (end < 0) break;
      this.give(text.slice(at, end));
      at = end;
      this.searchedTo = 0;
      if (at >= text.length) break;
    }
    this.rest = text.slice(at);
    this.searchedTo = this.rest.startsWith('<') ? 0 : this.rest.length;
    if (this.rest.length > (this.rest.startsWith('<') ? Math.max(MOST_TAG, this.mostText) : this.mostText))
      throw damaged('its XML holds a text longer than any cell may have');
  }

  end(): void {
    if (this.rest.trim() !== '' || this.open.length > 0 || !this.hasRoot) throw damaged('its XML ends too early');
  }

  private give(raw: string): void {
    if (raw === '') return;
    if (!raw.startsWith('<')) this.giveText(raw, raw);
    else if (raw.startsWith('<![CDATA[')) this.giveText(raw, raw.slice(9, -3));
    else if (raw.startsWith('<!--')) this.take({ kind: 'other', raw, name: '', isEmpty: false });
    else if (raw.startsWith('<?')) this.giveInstruction(raw);
    else this.giveTag(raw);
  }

  private giveText(raw: string, text: string): void {
    if (text.length > this.mostText) throw damaged('its XML holds a text longer than any cell may have');
    if (this.open.length === 0 && text.trim() !== '' && text.trim() !== '\ufeff')
      throw damaged('it has text outside its XML');
    this.take({ kind: 'text', raw, name: '', isEmpty: false });
  }

  private giveInstruction(raw: string): void {
    const encoding = raw.startsWith('<?xml ') ? /encoding\s*=\s*["']([^"']*)/.exec(raw)?.[1] : undefined;
    if (encoding !== undefined && !/^(utf-8|us-ascii)$/i.test(encoding)) throw damaged('its XML is not UTF-8');
    this.take({ kind: 'other', raw, name: '', isEmpty: false });
  }

  private giveTag(raw: string): void {
    const full = /^<\/?([^\s/>]+)/.exec(raw)?.[1];
    if (full === undefined) throw damaged('its XML has a tag without a name');
    const name = full.slice(full.indexOf(':') + 1);
    if (raw.startsWith('</')) {
      if (this.open.pop() !== full) throw damaged('the tags of its XML do not close each other');
      this.take({ kind: 'close', raw, name, isEmpty: false });
      return;
    }
    if (this.open.length === 0 && this.hasRoot) throw damaged('its XML has two roots');
    this.hasRoot = true;
    const isEmpty = raw.endsWith('/>');
    if (!isEmpty) this.open.push(full);
    if (this.open.length > MOST_DEPTH) throw damaged('its XML is nested too deeply');
    this.take({ kind: 'open', raw, name, isEmpty });
  }

  /** Where the markup that begins at `at` ends; -1 while it is not all there. */
  private endOfMarkup(text: string, at: number): number {
    if (text.startsWith('<!', at)) return this.endOfDeclaration(text, at);
    if (text.startsWith('<?', at)) return after(text, '?>', at);
    let quote = 0;
    for (let index = at + 1; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === QUOTE || code === APOSTROPHE) quote = code;
      else if (code === GREATER) return index + 1;
    }
    return -1;
  }

  private endOfDeclaration(text: string, at: number): number {
    if (text.startsWith('<!--', at)) return after(text, '-->', at);
    if (text.startsWith('<![CDATA[', at)) return after(text, ']]>', at);
    const start = text.slice(at, at + 9);
    if ('<![CDATA['.startsWith(start) || '<!--'.startsWith(start)) return -1;
    throw damaged('its XML declares a document type, which spreadsheet programs never write');
  }
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** What an element says under a name without prefix; null when it says nothing. */
export function attributeOf(raw: string, name: string): string | null {
  return attributesOf(raw).get(name) ?? null;
}

/** The attributes of a tag by their names without prefix. */
export function attributesOf(raw: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, full = '', double, single] of raw.matchAll(/\s([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const name = full.slice(full.indexOf(':') + 1);
    if (!full.startsWith('xmlns') && !(found.has(name) && full !== name))
      found.set(name, fromXml(double ?? single ?? ''));
  }
  return found;
}

/** The text that a text token stands for. */
export function textOf(raw: string): string {
  return raw.startsWith('<![CDATA[') ? raw.slice(9, -3) : fromXml(raw);
}
