// The least that a service with an embedded PostgreSQL has to do before it can answer: start both.
import { createServer } from 'node:http';
import { openEmbeddedPostgres } from '#platform';

const postgres = await openEmbeddedPostgres({
  dataDir: process.env.HOMEWARD_DATA_DIR ?? '',
  mode: 'serve',
  bootstrap: () => Promise.resolve(),
});
const server = createServer((_request, response) => response.end()).listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void postgres.stop();
});
