import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

/** Answers an address that is none, before any route or hook: without repeating it. */
export function refuseAddress(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  const { document } = new Problem('invalid-request', 'The address of the request is not valid.');
  reply
    .status(document.status)
    .headers({ 'content-type': 'application/problem+json', 'x-content-type-options': 'nosniff' })
    .send(JSON.stringify(document));
}
