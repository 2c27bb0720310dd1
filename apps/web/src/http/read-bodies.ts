import type { FastifyInstance } from 'fastify';
import { returnTypes } from './return-types.js';

/** What a form may have; routes that take more say so with `@RouteConfig({ bodyLimit })`. */
export const FORM_BYTES = 64 * 1024;

declare module 'fastify' {
  interface FastifyContextConfig {
    bodyLimit?: number;
  }
}

/** Forms become fields; a return stays the bytes that were sent. Every other type is refused. */
export function readBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser([...returnTypes.keys()], { parseAs: 'buffer' }, (_request, bytes, done) => {
    done(null, bytes);
  });
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, text, done) => {
    done(null, Object.fromEntries(new URLSearchParams(text.toString())));
  });
  server.addHook('onRoute', (route) => {
    const limit = route.config?.bodyLimit;
    if (limit !== undefined) route.bodyLimit = limit;
  });
}
