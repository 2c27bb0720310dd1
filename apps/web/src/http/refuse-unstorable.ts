import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.js';

/** Refuses a NUL in an address or a form: it stands for nothing that could be kept or looked for. JSON and returns say it themselves. */
export function refuseUnstorable(server: FastifyInstance): void {
  server.addHook('preValidation', (request, _reply, done) => {
    const isFaulty = [request.params, request.query, request.body].some(holdsUnstorable);
    done(isFaulty ? new Problem('invalid-request', 'The request holds a NUL character; send it without.') : undefined);
  });
}

/** Whether there is a NUL anywhere in a value, or half a character, as JSON alone can write it. */
export function holdsUnstorable(value: unknown): boolean {
  if (typeof value === 'string') return /[\0\p{Surrogate}]/u.test(value);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false;
  return Object.entries(value).some((pair) => pair.some(holdsUnstorable));
}
