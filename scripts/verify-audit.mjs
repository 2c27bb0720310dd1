// Verifies an exported audit by itself, without the service and its database: node scripts/verify-audit.mjs FILE HEAD
// FILE is what `homeward audit export` wrote; HEAD is a hash that was kept elsewhere, such as one printed on a report.
// What the hashes are made of stands in docs/audit.md.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const [file, head] = process.argv.slice(2);
if (file === undefined || !/^[0-9a-f]{64}$/.test(head ?? '')) {
  console.error('Usage: node scripts/verify-audit.mjs FILE HEAD, where HEAD is a hash of 64 hexadecimal digits.');
  process.exit(2);
}

/** JSON in the form of RFC 8785: members in order of their names, no space. All numbers here are whole. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}
const hashOf = (value) => createHash('sha256').update(canonical(value), 'utf8').digest('hex');

const seals = [];
const events = new Map();
for await (const line of createInterface({ input: createReadStream(file) })) {
  const { kind, ...rest } = JSON.parse(line);
  if (kind === 'seal') seals.push(rest);
  else if (events.has(rest.id)) events.set(rest.id, { ...events.get(rest.id), hash: 'stands twice in the file' });
  else events.set(rest.id, { hash: hashOf(rest), at: rest.recorded_at ?? rest.occurred_at });
}

const faults = [];
const covered = new Set(seals.flatMap((seal) => seal.events));
const unsealed = [...events.keys()].filter((id) => !covered.has(id));
seals.forEach(({ hash, ...seal }, index) => {
  const before = seals[index - 1] ?? { number: 0, hash: null };
  const pairs = seal.events.map((id) => [id, events.get(id)?.hash ?? null]);
  if (seal.number !== before.number + 1) faults.push([before.number + 1, 'the seal is missing']);
  else if (seal.previous !== before.hash) faults.push([seal.number, 'it does not follow from the batch before']);
  else if (pairs.some(([, digest]) => digest === null)) faults.push([seal.number, 'an event of it is gone']);
  else if (hash !== hashOf({ ...seal, events: pairs })) faults.push([seal.number, 'it or an event of it was changed']);
});
// An event that was written before a batch was complete has to be in that batch, or in one before it.
const smaller = (left, right) => (left < right ? left : right);
const bounds = seals.map(({ completeBefore }) => completeBefore);
let least = '~';
for (let at = bounds.length - 1; at >= 0; at -= 1)
  if (bounds[at] !== null) bounds[at] = least = smaller(bounds[at], least);
let before = '';
[...seals.map((seal) => seal.events), unsealed].forEach((ids, index) => {
  const first = ids.map((id) => events.get(id)?.at ?? '~').reduce(smaller, '~');
  const slippedInto = first < before && seals[bounds.findIndex((bound) => bound !== null && bound > first)];
  if (slippedInto) faults.push([slippedInto.number, 'an event of its time was slipped in later']);
  before = bounds[index] ?? before;
});
const place = seals.findIndex(({ hash }) => hash === head);
if (place < 0) faults.push([(seals.at(-1)?.number ?? 0) + 1, 'the head is not in the chain: batches were taken away']);

const [number, reason] = faults.sort(([left], [right]) => left - right)[0] ?? [null, null];
console.log(`${seals.length} batches, ${covered.size} events sealed, ${unsealed.length} not yet sealed.`);
for (const id of unsealed) console.log(`not yet sealed: ${id}`);
if (number !== null) console.log(`Broken: batch ${number}: ${reason}.`);
else console.log(`Whole up to the head, which is batch ${seals[place].number} of ${seals.length}.`);
process.exitCode = number === null ? 0 : 1;
