// The web process of the service, as it is deployed, but for the limits of requests: the load comes from one address.
import { once } from 'node:events';
import pg from 'pg';
import { openService } from '#service';
import { createWebApp } from '../../dist/apps/web/src/create-web-app.js';

const [{ url, isAudited }] = await once(process, 'message');
if (!isAudited) withoutAudit();

const service = await openService({ databaseUrl: url, redisUrl: undefined, onError: () => undefined });
const limits = { perAddress: 1e9, signInPerAddress: 1e9, returnsPerKey: 1e9 };
const app = await createWebApp(service, { limits });
await app.listen(0, '127.0.0.1');
process.once('SIGTERM', async () => {
  await app.close();
  await service.close();
  process.exit(0);
});
process.send({ port: app.getHttpServer().address().port });

/** Answers for the database what would go on record, so that nothing of it is sent: what auditing costs is what is saved. */
function withoutAudit() {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function sentUnlessAudit(statement, ...rest) {
    if (statement.name === 'append-audit') return Promise.resolve({ rows: [] });
    return query.call(this, statement, ...rest);
  };
}
