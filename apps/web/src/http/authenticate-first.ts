import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AccessGuard } from './access.guard.js';

/** What programs may read without being known: the description of the API. */
const openToAll = '/api/v1/openapi.json';

/**
 * Finds out who calls the API before a byte of the body is read: a return may have 20 MB, and nobody unknown shall make
 * the service hold them. What the caller may do, the guard decides later.
 */
export function authenticateFirst(server: FastifyInstance, guard: AccessGuard): void {
  server.addHook('onRequest', async (request) => {
    if (isForKnownCallers(request)) request.acting = await guard.whoActs(request);
  });
}

function isForKnownCallers({ routeOptions: { url } }: FastifyRequest): boolean {
  return url?.startsWith('/api/') === true && url !== openToAll;
}
