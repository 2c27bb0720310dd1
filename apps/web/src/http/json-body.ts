import type { FastifyRequest } from 'fastify';
import { mediaTypeOf } from './media-type.js';
import { Problem } from './problem.js';
import { holdsUnstorable } from './refuse-unstorable.js';

/** Longer than any words that are kept: what is too long for its purpose is told by the rule of that. */
export const LONGEST_TEXT = 5_000;

/** What a JSON object says, by the names of its fields. */
export type Fields = ReadonlyMap<string, unknown>;

/** The bytes of a JSON body. Fails with 415 where it is sent as anything else, and says `instead` what to send. */
export function jsonBytesOf({ headers, body }: FastifyRequest, instead: string): Uint8Array {
  if (mediaTypeOf(headers) !== 'application/json') throw new Problem('not-supported', instead);
  return body instanceof Uint8Array ? body : new Uint8Array();
}

/** Reads a JSON object that has none but the known fields. Fails with 400 on anything else. */
export function readFields(bytes: Uint8Array, known: readonly string[]): Fields {
  return fieldsOf(parse(bytes), known);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw faultyBody('The body is not JSON.');
  }
}

/** The same of an object within another one. */
export function fieldsOf(value: unknown, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw faultyBody(`An object with ${known.join(', ')} is expected.`);
  const fields = new Map<string, unknown>(Object.entries(value));
  if ([...fields.keys()].some((name) => !known.includes(name)))
    throw faultyBody(`Nothing but ${known.join(', ')} can be given.`);
  return fields;
}

/** A field that has to be a text, and one that can be kept. */
export function textField(fields: Fields, name: string, longest: number): string {
  const text = fields.get(name);
  if (typeof text !== 'string' || text.length > longest || holdsUnstorable(text))
    throw faultyBody(`${name} must be a text of at most ${longest} characters.`);
  return text;
}

export function faultyBody(detail: string): Problem {
  return new Problem('invalid-request', detail);
}
