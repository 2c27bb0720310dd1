import { createHash } from 'node:crypto';
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { SentKey } from '#access';
import { Problem } from './problem.js';

/** A string of RFC 9651: printable ASCII in quotation marks, in which a backslash stands before either of the two. */
const structuredString = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;
const LONGEST_KEY = 255;

/** The Idempotency-Key of a request; null where it has none. Fails with 400 on a bad one. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): SentKey | null => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const header = request.headers['idempotency-key'];
  if (header === undefined) return null;
  const key = readIdempotencyKey(header.toString());
  if (key === null)
    throw new Problem(
      'invalid-request',
      `Idempotency-Key must stand there once, as 1 to ${LONGEST_KEY} printable characters in quotation marks, such as "2f9c0a52-5a6e-4d6c-9e0b-6d1f6d0c8a11".`,
    );
  return { key, requestHash: hashOf(request) };
});

/** The key itself; null where the header is not one string of the allowed length. */
export function readIdempotencyKey(header: string): string | null {
  const inner = structuredString.exec(header.trim())?.[1];
  const key = inner?.replaceAll(/\\(["\\])/g, '$1') ?? '';
  return key === '' || key.length > LONGEST_KEY ? null : key;
}

/** By route, query, type and body one request is told from another. */
function hashOf({ method, url, headers, body }: FastifyRequest): Uint8Array {
  const type = (headers['content-type'] ?? '').toLowerCase();
  return createHash('sha256')
    .update(JSON.stringify([method, url, type]))
    .update(body instanceof Uint8Array ? body : '')
    .digest();
}
