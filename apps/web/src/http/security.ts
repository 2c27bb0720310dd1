import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fastifyCookie from '@fastify/cookie';
import fastifyCsrf from '@fastify/csrf-protection';
import fastifyHelmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.js';
import { cameByHttps } from './secret-cookies.js';

/** Nothing but our own files, and nothing inline. */
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

/** What of a device no page of ours asks for, and nothing that got into one shall be given. */
const devices = [
  ...['accelerometer', 'autoplay', 'camera', 'display-capture', 'encrypted-media', 'fullscreen'],
  ...['geolocation', 'gyroscope', 'hid', 'magnetometer', 'microphone', 'midi', 'payment', 'picture-in-picture'],
  ...['publickey-credentials-get', 'screen-wake-lock', 'serial', 'usb', 'xr-spatial-tracking'],
];
const permissionsPolicy = devices.map((device) => `${device}=()`).join(', ');

/** For a year a browser that came by https comes by nothing else. */
const HTTPS_ONLY = 'max-age=31536000; includeSubDomains';

/** Headers, cookies and the protection of every form. */
export async function secure(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: false,
  });
  await app.register(fastifyCookie);
  await app.register(fastifyCsrf, {
    cookieKey: 'homeward_csrf',
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'strict' },
  });
}

/**
 * Refuses whatever would change something and comes from another site, as the browser itself says, or without the token
 * of one of our own forms. Machines send keys instead.
 */
export function protectForms(server: FastifyInstance): void {
  server.addHook('preHandler', (request, reply, done) => {
    const { url } = request.routeOptions;
    const isForm = !['GET', 'HEAD', 'OPTIONS'].includes(request.method) && url?.startsWith('/api/') === false;
    if (!isForm) done();
    else if (!ownSites.has(request.headers['sec-fetch-site'])) done(new Problem('not-permitted', 'Use our own form.'));
    else server.csrfProtection(request, reply, done);
  });
}

/** What a browser says of a form of ours, or of an address that was typed; an old browser says nothing. */
const ownSites: ReadonlySet<unknown> = new Set(['same-origin', 'none', undefined]);

/** Nothing is kept by a browser or a proxy, unless an answer says otherwise; and the headers that helmet does not know. */
export function completeHeaders(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, _payload, done) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    if (cameByHttps(request)) reply.header('strict-transport-security', HTTPS_ONLY);
    reply.headers({ 'permissions-policy': permissionsPolicy, 'x-robots-tag': 'noindex' });
    done();
  });
}
