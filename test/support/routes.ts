import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';

/** A route as the router knows it. */
export interface Route {
  readonly method: string;
  /** With the names of its parameters, as in `/reports/mace/:month`. */
  readonly url: string;
}

/** What work that starts a web application gives, and every route that was registered meanwhile, by the router itself. */
export async function withRoutes<Value>(
  work: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly routes: readonly Route[] }> {
  const routes: Route[] = [];
  const listen = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) if (each !== 'HEAD') routes.push({ method: each, url });
    });
  };
  subscribe('fastify.initialization', listen);
  try {
    return { value: await work(), routes };
  } finally {
    unsubscribe('fastify.initialization', listen);
  }
}

/** An address of a route, with what is given in the place of each parameter. */
export function addressOf({ url }: Route, parameter: string): string {
  return url.replaceAll(/:\w+/g, parameter).replaceAll('*', parameter);
}
