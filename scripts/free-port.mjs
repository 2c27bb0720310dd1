import { createServer } from 'node:net';

// Below the ports that systems give to outgoing connections, one of which could take a port between finding and using it.
const [FIRST, COUNT] = [20_000, 12_000];
let next = Math.floor(Math.random() * COUNT);

/** A port on which nothing listens; this process never gives the same one twice in a row. */
export async function freePort() {
  for (let tries = 0; tries < COUNT; tries += 1) {
    const port = FIRST + (next++ % COUNT);
    if (await isFree(port)) return port;
  }
  throw new Error('No port is free.');
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}
