import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.js';

/** Refuses a NUL in an address or a form: it stands for nothing that could be kept or looked for. Returns say it themselves. */
export function refuseUnstorable(server: FastifyInstance): void {
  server.addHook('preValidation', (request, _reply, done) => {
    const isFaulty = [request.params, request.query, request.body].some(holdsNul);
    done(isFaulty ? new Problem('invalid-request', 'The request holds a NUL character; send it without.') : undefined);
  });
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false;
  return Object.entries(value).some(([name, part]) => name.includes('\0') || holdsNul(part));
}
