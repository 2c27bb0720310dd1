import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ReturnAnswer } from '#submissions';
import { LONGEST_TEXT, faultyBody, fieldsOf, jsonBytesOf, readFields, textField } from '../http/json-body.js';
import type { Fields } from '../http/json-body.js';

/** As many rows as a return can have, and more warnings than anybody gives a reason for at once. */
const MOST_ROWS = 20_000;
const MOST_WARNINGS = 1_000;
/** Rows are counted by a spreadsheet, from the header on. */
const LAST_ROW = 2_000_000_000;
const LONGEST_NAME = 100;

/** What a machine answers to its return. The bytes are read here, because the Idempotency-Key holds for these bytes. */
export const ConfirmationsBody = createParamDecorator((_: unknown, context: ExecutionContext): ReturnAnswer => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return readConfirmations(jsonBytesOf(request, 'Send the confirmations as application/json.'));
});

/** Reads `{ rows, withdraw, findings }`, each of which may be left out; not all of them. Fails with 400 on anything else. */
export function readConfirmations(bytes: Uint8Array): ReturnAnswer {
  const body = readFields(bytes, ['rows', 'withdraw', 'findings']);
  const answer = {
    rows: listOf(body, 'rows', MOST_ROWS).map(rowOf),
    withdraw: listOf(body, 'withdraw', MOST_ROWS).map(rowOf),
    findings: listOf(body, 'findings', MOST_WARNINGS).map(warningOf),
  };
  if (answer.rows.length + answer.withdraw.length + answer.findings.length === 0)
    throw faultyBody('Name at least one row to confirm or to withdraw, or one warning to confirm.');
  return answer;
}

function listOf(fields: Fields, name: string, most: number): readonly unknown[] {
  const list = fields.get(name) ?? [];
  if (!Array.isArray(list) || list.length > most) throw faultyBody(`${name} must be a list of at most ${most} items.`);
  return list;
}

function rowOf(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > LAST_ROW)
    throw faultyBody('A row must be a whole number, as findings and differences give it.');
  return value;
}

function warningOf(value: unknown): ReturnAnswer['findings'][number] {
  const fields = fieldsOf(value, ['row', 'code', 'column', 'reason']);
  return {
    row: rowOf(fields.get('row')),
    code: textField(fields, 'code', LONGEST_NAME),
    column: textField(fields, 'column', LONGEST_NAME),
    reason: textField(fields, 'reason', LONGEST_TEXT),
  };
}
