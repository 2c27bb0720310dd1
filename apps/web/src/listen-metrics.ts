import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { Service } from '#service';
import { METRICS_TYPE, readMetrics, showMetrics } from './api/metrics.js';
import type { Clock } from './clock.js';

/** Serves `/metrics`, and nothing else, on a port of its own that only monitoring can reach. */
export async function listenMetrics(service: Service, port: number, clock: Clock): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics')
      answer(response, 404, 'Only /metrics.\n');
    else void answerMetrics(service, clock, response);
  });
  server.listen(port, '0.0.0.0');
  await once(server, 'listening');
  return server;
}

async function answerMetrics(service: Service, clock: Clock, response: ServerResponse): Promise<void> {
  try {
    answer(response, 200, showMetrics(await readMetrics(service, clock())));
  } catch {
    answer(response, 503, 'The database does not answer.\n');
  }
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': METRICS_TYPE, 'cache-control': 'no-store' }).end(text);
}
