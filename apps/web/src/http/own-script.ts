import type { FastifyRequest } from 'fastify';
import { mediaTypeOf } from './media-type.js';

/**
 * Whether a change that a session would carry comes from a script of our own pages, and not from another site's. It has to
 * be JSON, for which a browser asks us before it sends anything of another site, and nothing of ours says yes; and the
 * site that the browser itself names has to be ours. An older browser names the origin alone, a program neither.
 */
export function isOwnScript({ headers, host }: Pick<FastifyRequest, 'headers' | 'host'>): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  if (mediaTypeOf(headers) !== 'application/json') return false;
  if (site !== undefined) return site === 'same-origin';
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
