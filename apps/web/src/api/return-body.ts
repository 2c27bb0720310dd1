import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ReturnFormat } from '#submissions';
import { mediaTypeOf } from '../http/media-type.js';
import { Problem } from '../http/problem.js';
import { SEND_AS, returnTypes } from '../http/return-types.js';

/** A provider return as it was sent. */
export interface SentReturn {
  readonly format: ReturnFormat | null;
  readonly bytes: Uint8Array;
}

/** The raw bytes of the body, and their format by its content type. */
export const ReturnBody = createParamDecorator((_: unknown, context: ExecutionContext): SentReturn => {
  const { headers, body } = context.switchToHttp().getRequest<FastifyRequest>();
  const format = returnTypes.get(mediaTypeOf(headers));
  if (format === undefined) throw new Problem('not-supported', SEND_AS);
  return { format, bytes: body instanceof Uint8Array ? body : new Uint8Array() };
});
