// Asks one server for records over as many connections as it is told, each waiting for its answer before it asks again.
import { once } from 'node:events';
import { Agent, get } from 'node:http';

const [{ address, ids, cookie, connections, seconds, requests = Infinity }] = await once(process, 'message');
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const headers = { cookie, accept: 'application/json' };

let answers = 0;
let failures = 0;
let next = 0;
const start = performance.now();
const end = start + seconds * 1000;

function ask() {
  const id = ids[(next = (next + 1) % ids.length)];
  return new Promise((resolve, reject) => {
    get(`${address}${id}`, { agent, headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode));
    }).once('error', reject);
  });
}

async function askOn() {
  while (performance.now() < end && answers < requests) {
    const status = await ask();
    if (status === 200) answers += 1;
    else failures += 1;
  }
}

await Promise.all(Array.from({ length: connections }, askOn));
process.send({ answers, failures, seconds: (performance.now() - start) / 1000 });
process.disconnect();
agent.destroy();
