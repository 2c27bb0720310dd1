import type { FastifyRequest } from 'fastify';

/** The media type that a request names for its body, without parameters; empty where it names none. */
export function mediaTypeOf({ 'content-type': type = '' }: FastifyRequest['headers']): string {
  return type.split(';')[0]?.trim().toLowerCase() ?? '';
}
