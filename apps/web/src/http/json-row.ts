import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readSentRow } from '#submissions';
import type { SentRow } from '#submissions';
import { jsonBytesOf } from './json-body.js';
import { Problem } from './problem.js';
import { holdsUnstorable } from './refuse-unstorable.js';

/** More than the longest texts of a row come to. */
export const ROW_BYTES = 256 * 1024;

/** A row of the return format as the body of a request. Fails where it is no JSON, no object, or cannot be kept. */
export const JsonRow = createParamDecorator((_: unknown, context: ExecutionContext): SentRow => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const row = readSentRow(jsonBytesOf(request, 'Send one object of columns as application/json.'));
  if (holdsUnstorable(row))
    throw new Problem('unreadable', 'The JSON holds a NUL or half a character; write the text out again in UTF-8.');
  return row;
});
