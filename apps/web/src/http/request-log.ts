import type { FastifyInstance, FastifyRequest } from 'fastify';

/** One line for each answer: ids, the route's pattern and figures; never an address with values, a body or a name. */
export function logAnswers(server: FastifyInstance): void {
  server.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    );
    done();
  });
}

/** A fault by its name, code and place in our code. Its message may quote a value, so it is left out. */
export function logFault(request: FastifyRequest, error: unknown): void {
  const fault = error instanceof Error ? error : new Error('not an error');
  request.log.error(
    {
      fault: fault.name,
      code: 'code' in fault && typeof fault.code === 'string' ? fault.code : null,
      at: (fault.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')),
    },
    'failed',
  );
}
