import fastifyRateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

/** How many requests one web process answers within a minute before it asks the sender to wait. */
export interface RateLimits {
  /** Of one address, whatever it asks for: several people may share it behind a council's network. */
  readonly perAddress: number;
  /** Attempts of one address to sign in or to take up an invitation. One account has its own, tighter lock-out. */
  readonly signInPerAddress: number;
  /** Requests of one provider's key to do with its returns: each may be 20 MB. */
  readonly returnsPerKey: number;
}

export const rateLimits: RateLimits = { perAddress: 600, signInPerAddress: 10, returnsPerKey: 60 };

const MINUTE_MS = 60_000;
/** So many addresses are remembered at a time. Those of IPv6 count by network, because a sender has billions in one. */
const ADDRESSES = 20_000;

/** Files that never change, and what a monitor or a load balancer asks for again and again. */
const uncounted = ['/assets/', '/health/', '/metrics'];
const signIns = ['/sign-in', '/invitation'];
const RETURNS = '/api/v1/provider-returns';

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

/** Makes it possible to count requests; what is counted, the limits below say. */
export async function countRequests(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyRateLimit, { global: false });
}

/** Counts requests by address, before anything else is done for them. */
export function limitAddresses(server: FastifyInstance, limits: RateLimits): void {
  const keyGenerator = ({ ip }: FastifyRequest) => normalizeIP(ip);
  const shared = { timeWindow: MINUTE_MS, cache: ADDRESSES, keyGenerator };
  const all = server.createRateLimit({ ...shared, max: limits.perAddress });
  const signIn = server.createRateLimit({ ...shared, max: limits.signInPerAddress });
  server.addHook('onRequest', async (request, reply) => {
    if (!startsWithOne(request, uncounted)) await take(all, request, reply);
    if (request.method === 'POST' && startsWithOne(request, signIns)) await take(signIn, request, reply);
  });
}

/** Counts the requests of a key that is known by now, before a body is read. */
export function limitKeys(server: FastifyInstance, limits: RateLimits): void {
  const sends = server.createRateLimit({
    max: limits.returnsPerKey,
    timeWindow: MINUTE_MS,
    keyGenerator: ({ acting }) => acting?.key.keyId ?? '',
  });
  server.addHook('onRequest', async (request, reply) => {
    if (request.acting?.who.kind === 'machine' && startsWithOne(request, [RETURNS])) await take(sends, request, reply);
  });
}

function startsWithOne({ routeOptions }: FastifyRequest, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => routeOptions.url?.startsWith(prefix));
}

async function take(limiter: Limiter, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const taken = await limiter(request);
  if (taken.isAllowed || !taken.isExceeded) return;
  reply.header('retry-after', taken.ttlInSeconds);
  throw new Problem('too-many-requests', `Too many requests came from here; try again in ${taken.ttlInSeconds} s.`);
}
