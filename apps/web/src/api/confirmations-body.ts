import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ReturnAnswer } from '#submissions';
import { Problem } from '../http/problem.js';

/** As many rows as a return can have, and more warnings than anybody gives a reason for at once. */
const MOST_ROWS = 20_000;
const MOST_WARNINGS = 1_000;
/** Rows are counted by a spreadsheet, from the header on. */
const LAST_ROW = 2_000_000_000;
const LONGEST_NAME = 100;
/** What is too long for a reason is told with its warning. */
const LONGEST_TEXT = 5_000;

/** What a machine answers to its return. The bytes are read here, because the Idempotency-Key holds for these bytes. */
export const ConfirmationsBody = createParamDecorator((_: unknown, context: ExecutionContext): ReturnAnswer => {
  const { headers, body } = context.switchToHttp().getRequest<FastifyRequest>();
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json' || !(body instanceof Uint8Array))
    throw new Problem('not-supported', 'Send the confirmations as application/json.');
  return readConfirmations(body);
});

/** Reads `{ rows, withdraw, findings }`, each of which may be left out; not all of them. Fails with 400 on anything else. */
export function readConfirmations(bytes: Uint8Array): ReturnAnswer {
  const body = fieldsOf(parse(bytes), ['rows', 'withdraw', 'findings']);
  const answer = {
    rows: listOf(body, 'rows', MOST_ROWS).map(rowOf),
    withdraw: listOf(body, 'withdraw', MOST_ROWS).map(rowOf),
    findings: listOf(body, 'findings', MOST_WARNINGS).map(warningOf),
  };
  if (answer.rows.length + answer.withdraw.length + answer.findings.length === 0)
    throw faulty('Name at least one row to confirm or to withdraw, or one warning to confirm.');
  return answer;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw faulty('The body is not JSON.');
  }
}

type Fields = ReadonlyMap<string, unknown>;

function fieldsOf(value: unknown, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw faulty(`An object with ${known.join(', ')} is expected.`);
  const fields = new Map<string, unknown>(Object.entries(value));
  if ([...fields.keys()].some((name) => !known.includes(name)))
    throw faulty(`Nothing but ${known.join(', ')} can be given.`);
  return fields;
}

function listOf(fields: Fields, name: string, most: number): readonly unknown[] {
  const list = fields.get(name) ?? [];
  if (!Array.isArray(list) || list.length > most) throw faulty(`${name} must be a list of at most ${most} items.`);
  return list;
}

function rowOf(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > LAST_ROW)
    throw faulty('A row must be a whole number, as findings and differences give it.');
  return value;
}

function warningOf(value: unknown): ReturnAnswer['findings'][number] {
  const fields = fieldsOf(value, ['row', 'code', 'column', 'reason']);
  return {
    row: rowOf(fields.get('row')),
    code: textOf(fields, 'code', LONGEST_NAME),
    column: textOf(fields, 'column', LONGEST_NAME),
    reason: textOf(fields, 'reason', LONGEST_TEXT),
  };
}

function textOf(fields: Fields, name: string, longest: number): string {
  const text = fields.get(name);
  if (typeof text !== 'string' || text.length > longest || /[\0\p{Surrogate}]/u.test(text))
    throw faulty(`${name} must be a text of at most ${longest} characters.`);
  return text;
}

function faulty(detail: string): Problem {
  return new Problem('invalid-request', detail);
}
