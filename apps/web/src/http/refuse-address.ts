import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

/** The headers of an answer that is given before any hook has run. */
export const bareHeaders: Readonly<Record<string, string>> = {
  'content-type': 'application/problem+json',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** Answers an address that is none, before any route or hook: without repeating it. */
export function refuseAddress(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  const { document } = new Problem('invalid-request', 'The address of the request is not valid.');
  reply.status(document.status).headers(bareHeaders).send(JSON.stringify(document));
}
