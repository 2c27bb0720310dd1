import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';

export const REQUEST_ID = 'x-test-request-id';

/** Makes every answer of the web applications that `work` starts say which request it belongs to in the log. */
export async function withRequestIds<Value>(work: () => Promise<Value>): Promise<Value> {
  const listen = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onSend', (request, reply, payload, done) => {
      reply.header(REQUEST_ID, request.id);
      done(null, payload);
    });
  };
  subscribe('fastify.initialization', listen);
  try {
    return await work();
  } finally {
    unsubscribe('fastify.initialization', listen);
  }
}
