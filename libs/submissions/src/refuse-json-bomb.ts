import { MAX_COLUMNS, MAX_ROWS, ReturnRefused } from './return-refused.js';

const MOST_DEPTH = 8;
/** Rows, and now and then a list in a cell. */
const MOST_PARTS = MAX_ROWS * 4;
const number = /-?\d[\d.eE+-]*/y;

/**
 * Goes through a JSON text before anything is made of it, and refuses what would fill the memory or be read in two
 * ways: nesting, objects without end, a name that stands twice, numbers that JavaScript would round. What is not JSON
 * at all is left to the parser to say.
 */
export function refuseJsonBomb(text: string): void {
  const open: (Set<string> | null)[] = [];
  let parts = 0;
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '{' || character === '[') {
      parts += 1;
      open.push(character === '{' ? new Set() : null);
      if (open.length > MOST_DEPTH) throw unreadable('is nested too deeply; a row is an object of texts');
      if (parts > MOST_PARTS) throw tooManyRows();
    } else if (character === '}' || character === ']') open.pop();
    else if (character === '"') {
      const end = endOfString(text, at);
      const names = open.at(-1);
      if (names && isName(text, end)) addName(names, text.slice(at, end));
      at = end - 1;
    } else if (character === '-' || (character >= '0' && character <= '9')) at = endOfNumber(text, at) - 1;
    at += 1;
  }
}

function endOfString(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1;
  return end + 1;
}

function isName(text: string, end: number): boolean {
  let at = end;
  while (' \t\r\n'.includes(text.charAt(at)) && at < text.length) at += 1;
  return text.charAt(at) === ':';
}

function addName(names: Set<string>, raw: string): void {
  const name = raw.includes('\\') ? unescaped(raw) : raw;
  if (names.has(name)) throw unreadable(`has the name ${shown(raw)} twice in one object; remove one of the two`);
  names.add(name);
  if (names.size > MAX_COLUMNS)
    throw unreadable(`has an object of more than ${MAX_COLUMNS} names; write one object for each row`);
}

/** Two ways of writing one name are one name. */
function unescaped(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw));
  } catch {
    return raw;
  }
}

function endOfNumber(text: string, at: number): number {
  number.lastIndex = at;
  const literal = number.exec(text)?.[0] ?? '';
  const value = Number(literal);
  const isRounded = /^-?\d+$/.test(literal) ? !Number.isSafeInteger(value) : value === Infinity || value === -Infinity;
  if (isRounded)
    throw unreadable(
      `has the number ${shown(literal)}, which is too long to be kept; write it as a text, in quotation marks`,
    );
  return at + Math.max(1, literal.length);
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function unreadable(what: string): ReturnRefused {
  return new ReturnRefused('unreadable', `The JSON ${what}.`);
}

function tooManyRows(): ReturnRefused {
  return new ReturnRefused(
    'too-large',
    `The JSON has more than ${MAX_ROWS} rows; a return may have at most ${MAX_ROWS}. Send it in parts.`,
  );
}
