import type { FastifyReply, FastifyRequest } from 'fastify';

/** What a cookie's secret is for: the session, a step of signing in, or an invitation to go back to. Never one for two. */
export type SecretUse = 'session' | 'step' | 'invitation';

/** Over https the name binds the cookie to this host, so that no neighbouring one can plant its own. */
function nameOf(request: FastifyRequest, use: SecretUse): string {
  return `${cameByHttps(request) ? '__Host-' : ''}homeward_${use}`;
}

export function secretIn(request: FastifyRequest, use: SecretUse): string | null {
  return request.cookies[nameOf(request, use)] ?? null;
}

export function keepSecret(request: FastifyRequest, reply: FastifyReply, use: SecretUse, secret: string): void {
  reply.setCookie(nameOf(request, use), secret, {
    ...{ path: '/', httpOnly: true, sameSite: 'lax', secure: cameByHttps(request) },
  });
}

export function clearSecret(request: FastifyRequest, reply: FastifyReply, use: SecretUse): void {
  reply.clearCookie(nameOf(request, use), {
    ...{ path: '/', httpOnly: true, sameSite: 'lax', secure: cameByHttps(request) },
  });
}

/**
 * Whether the browser spoke https, here or to the proxy in front. No proxy is trusted for anything else; whoever forges
 * this header only keeps a cookie of their own from being sent without encryption.
 */
export function cameByHttps(request: FastifyRequest): boolean {
  return request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https';
}
