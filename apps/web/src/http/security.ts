import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fastifyCookie from '@fastify/cookie';
import fastifyCsrf from '@fastify/csrf-protection';
import fastifyHelmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Nothing but our own files, scripts by address alone; nothing inline. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

/** Headers, cookies and the protection of every form. */
export async function secure(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  });
  await app.register(fastifyCookie);
  await app.register(fastifyCsrf, {
    cookieKey: 'homeward_csrf',
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'strict' },
  });
}

/** Refuses whatever would change something without the token of one of our own forms. Machines send keys instead. */
export function protectForms(server: FastifyInstance): void {
  server.addHook('preHandler', (request, reply, done) => {
    const { url } = request.routeOptions;
    const isForm = !['GET', 'HEAD', 'OPTIONS'].includes(request.method) && url?.startsWith('/api/') === false;
    if (isForm) server.csrfProtection(request, reply, done);
    else done();
  });
}

/** Nothing is kept by a browser or a proxy, unless an answer says otherwise. */
export function forbidCaching(server: FastifyInstance): void {
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    reply.header('x-robots-tag', 'noindex');
    done();
  });
}
