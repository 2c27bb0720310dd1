import { sweepDeadlines } from '#casework';
import { allocateChildren, recordCouncilSteps } from '#demonstration';
import { dayInLondon, parseInstant, plusHours } from '#domain/time';
import type { Instant } from '#domain/time';
import { deliverDue } from '#messages';
import type { Sender } from '#messages';
import { systemContext } from '#persistence';
import { SUTTON, createTestService } from './service.js';
import type { TestService } from './service.js';
import { countWithdrawn, readLives } from './simulated-lives.js';
import type { AlertLine } from './simulated-lives.js';
import { answerAlerts } from './simulated-people.js';
import { returnsUntil } from './simulated-providers.js';
import type { Feed } from './simulated-providers.js';

const SEED = 2018;
/** The borough runs for some days before anything is counted: what stood open on the first is not of this month. */
const DAYS_BEFORE = 3;

/** A message that left the service: to whom and when. */
export interface Sent {
  readonly person: string;
  readonly at: Instant;
}

export interface SimulatedMonth {
  readonly sent: readonly Sent[];
  readonly lives: readonly AlertLine[];
  readonly withdrawn: number;
}

/**
 * The demonstration borough over so many days, hour by hour: providers send what has happened, the council records its
 * steps, the deadlines are swept, messages go out, and people take on what they were told within some hours of their day.
 */
export async function simulateMonth(from: Instant, days: number): Promise<SimulatedMonth> {
  const test = await createTestService();
  try {
    const end = plusHours(from, (DAYS_BEFORE + days) * 24);
    const feed = returnsUntil(end, SEED);
    const sent: Sent[] = [];
    let at = from;
    const sender = recording(sent, () => at);
    for (; at.epochMilliseconds <= end.epochMilliseconds; at = plusHours(at, 1)) await passHour(test, feed, sender, at);
    const since = plusHours(from, DAYS_BEFORE * 24);
    return {
      sent: sent.filter(({ at: when }) => when.epochMilliseconds >= since.epochMilliseconds),
      lives: await readLives(test, since),
      withdrawn: await countWithdrawn(test, since),
    };
  } finally {
    await test.close();
  }
}

async function passHour(test: TestService, feed: Feed, sender: Sender, at: Instant): Promise<void> {
  const { casework, returns } = test.service;
  const context = systemContext(SUTTON, 'simulation');
  const due = feed(at);
  for (const { providerCode, period, rows } of due) {
    const bytes = new TextEncoder().encode(JSON.stringify({ format: 1, period, rows }));
    const result = await returns.receive({
      ...{ authority: SUTTON, providerCode, period, format: 'json', bytes, at, actorName: 'simulation' },
      ...{ personId: null, requestId: null },
    });
    if (result.held > 0)
      throw new Error(
        `${result.held} rows of ${providerCode} are held: ${JSON.stringify(result.findings.find((each) => each.severity === 'error'))}`,
      );
  }
  await casework.write(context, ({ tx }) => allocateChildren(tx));
  await recordCouncilSteps(casework, context, { seed: SEED, at });
  await sweepDeadlines(casework, SUTTON, at, 'simulation');
  await answerAlerts(test, at);
  await deliverDue(casework, { senders: [sender], publicUrl: 'https://homeward.example' }, SUTTON, at);
}

/** A mail server that takes everything at once. */
function recording(sent: Sent[], now: () => Instant): Sender {
  return {
    channel: 'email',
    check: null,
    send: ({ to }) => {
      sent.push({ person: to.split('@')[0] ?? '', at: now() });
      return Promise.resolve({ kind: 'accepted' });
    },
  };
}

/** How many messages each person was sent on each day in London: what was held for the morning is one. */
export function perPersonAndDay(sent: readonly Sent[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const people = new Map<string, Map<string, number>>();
  for (const { person, at } of sent) {
    const days = people.get(person) ?? new Map<string, number>();
    const day = dayInLondon(at).toString();
    people.set(person, days.set(day, (days.get(day) ?? 0) + 1));
  }
  return people;
}

/** Midnight in London at the beginning of the simulated time. */
export const SIMULATED_FROM = parseInstant('2025-10-05T23:00:00Z');
