import { BlockList, isIPv6 } from 'node:net';
import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { notThere } from './problem.js';

/** Networks that no stranger sends from: the machine itself, and those that the internet does not route. */
const near = new BlockList();
near.addSubnet('127.0.0.0', 8, 'ipv4');
near.addSubnet('10.0.0.0', 8, 'ipv4');
near.addSubnet('172.16.0.0', 12, 'ipv4');
near.addSubnet('192.168.0.0', 16, 'ipv4');
near.addSubnet('169.254.0.0', 16, 'ipv4');
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');
near.addSubnet('fe80::', 10, 'ipv6');

/** What a proxy adds for the client behind it. */
const forwarding = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/**
 * Hides `/metrics` from strangers as if it were not there: with a port of its own it is on the public one for nobody,
 * otherwise for callers from near addresses. Where a proxy is in front that is not trusted, nobody knows who asks
 * through it, and so it is hidden as well.
 */
export function guardMetrics(server: FastifyInstance, hasOwnPort: boolean, trustsProxies: boolean): void {
  server.addHook('onRequest', (request, _reply, done) => {
    if (request.routeOptions.url !== '/metrics') {
      done();
      return;
    }
    done(hasOwnPort || !isNearby(request, trustsProxies) ? notThere() : undefined);
  });
}

/** Whether somebody asks from nearby, as far as that can be known. Who comes through a proxy does so only where it is trusted. */
export function isNearby(request: FastifyRequest, trustsProxies = false): boolean {
  const isThroughStranger = !trustsProxies && forwarding.some((name) => name in request.headers);
  return !isThroughStranger && isNear(request);
}

function isNear({ ip }: FastifyRequest): boolean {
  const address = normalizeIP(ip, 128);
  return near.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
