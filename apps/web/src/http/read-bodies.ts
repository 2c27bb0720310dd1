import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.js';
import { readMultipart } from './read-multipart.js';
import type { SentFile } from './read-multipart.js';
import { returnTypes } from './return-types.js';

/** What a form may have; routes that take more say so with `@RouteConfig({ bodyLimit })`. */
export const FORM_BYTES = 64 * 1024;

declare module 'fastify' {
  interface FastifyContextConfig {
    bodyLimit?: number;
    /** The route takes a form with files. */
    takesFile?: boolean;
  }
  interface FastifyRequest {
    /** The files that came with the form, where the route takes any. */
    files?: readonly SentFile[];
  }
}

/** Forms become fields, with their files beside them; a return stays the bytes that were sent. Every other type is refused. */
export function readBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser([...returnTypes.keys()], { parseAs: 'buffer' }, (_request, bytes, done) => {
    done(null, bytes);
  });
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, text, done) => {
    done(null, Object.fromEntries(new URLSearchParams(text.toString())));
  });
  server.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (request, bytes, done) => {
    const form =
      request.routeOptions.config.takesFile === true && typeof bytes !== 'string'
        ? readMultipart(request.headers['content-type'] ?? '', bytes)
        : null;
    request.files = form?.files ?? [];
    if (form) done(null, form.fields);
    else done(new Problem('not-supported', 'Send this form as our page sends it.'));
  });
  server.addHook('onRoute', (route) => {
    const limit = route.config?.bodyLimit;
    if (limit !== undefined) route.bodyLimit = limit;
  });
}
