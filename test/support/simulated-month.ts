import { acknowledgeAlert, sweepDeadlines } from '#casework';
import { allocateChildren, generateReturns, recordCouncilSteps } from '#demonstration';
import type { TransactionContext } from '#persistence';
import { dayInLondon, instantOf, parseInstant, plusHours } from '#domain/time';
import type { Instant } from '#domain/time';
import { deliverDue } from '#messages';
import type { Sender } from '#messages';
import { systemContext } from '#persistence';
import { contextOf } from './children.js';
import { withClient } from './postgres.js';
import { rowAsOf } from './rows-as-of.js';
import { SUTTON, createTestService } from './service.js';
import type { TestService } from './service.js';

const authority = { code: SUTTON, name: 'Sutton', outwardCodes: ['SM1', 'SM2', 'SM3', 'SM5', 'SM6'] };
const SEED = 2018;
/** Repeats look back 90 days, so that months before the simulated one are on record when it begins. */
const MONTHS = 5;
/** The borough runs for some days before anything is counted: what stood open on the first is not of this month. */
export const DAYS_BEFORE = 3;

/** A message that left the service: to whom and when, and about how many alerts. */
export interface Sent {
  readonly person: string;
  readonly at: Instant;
  readonly subject: string;
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
    const feed = returnsUntil(end);
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

type Feed = (
  at: Instant,
) => readonly { readonly providerCode: string; readonly period: string; readonly rows: readonly object[] }[];

/** What each provider sends in an hour: the rows that say something else than before. */
function returnsUntil(end: Instant): Feed {
  const generated = generateReturns({ authorityIndex: 0, authority, months: MONTHS, seed: SEED, at: end });
  const known = new Map<string, string>();
  return (at) =>
    generated
      .map(({ providerCode, period, rows }) => ({
        providerCode,
        period,
        rows: rows.flatMap((row) => {
          const now = rowAsOf(row, at);
          const [key, text] = [`${providerCode} ${row['provider_ref'] ?? ''}`, JSON.stringify(now)];
          if (now === null || known.get(key) === text) return [];
          known.set(key, text);
          return [now];
        }),
      }))
      .filter(({ rows }) => rows.length > 0);
}

/** A mail server that takes everything at once. */
function recording(sent: Sent[], now: () => Instant): Sender {
  return {
    channel: 'email',
    check: null,
    send: ({ to, subject }) => {
      sent.push({ person: to.split('@')[0] ?? '', at: now(), subject });
      return Promise.resolve({ kind: 'accepted' });
    },
  };
}

interface OpenAlert {
  readonly id: string;
  readonly person: string;
  readonly told_at: Date;
}

const contexts = new Map<string, TransactionContext>();

/** People look between eight and six on any day, and take on what they were told some hours ago. */
async function answerAlerts(test: TestService, at: Instant): Promise<void> {
  const { hour } = at.toZonedDateTimeISO('Europe/London');
  if (hour < 8 || hour >= 18) return;
  const open = await rowsOf<OpenAlert>(
    test,
    `SELECT DISTINCT ON (a.id) a.id, p.sign_in_name AS person, m.queued_at AS told_at
     FROM alert a JOIN alert_escalation s ON s.authority = a.authority AND s.alert_id = a.id
     JOIN deadline d ON d.authority = a.authority AND d.id = a.deadline_id
     JOIN alert_message m ON m.authority = a.authority AND m.alert_id = a.id AND m.channel = 'page'
     JOIN person p ON p.id = m.recipient_id
     WHERE a.authority = $1 AND d.settled_at IS NULL AND d.superseded_at IS NULL
       AND NOT EXISTS (SELECT FROM alert b WHERE b.authority = a.authority AND b.deadline_id = a.deadline_id AND b.due_at > a.due_at)
       AND NOT EXISTS (SELECT FROM alert_acknowledgement k
         WHERE k.authority = a.authority AND k.alert_id = a.id AND k.acknowledged_at >= s.reached_at)
     ORDER BY a.id, m.rung DESC, m.queued_at DESC, p.sign_in_name`,
    [SUTTON],
  );
  for (const { id, person, told_at } of open) {
    // Some look soon, some late; the same alert always waits as long.
    const waits = 1 + ((told_at.getTime() / 60_000 + person.length * 7) % 6);
    if (at.epochMilliseconds - told_at.getTime() < waits * 3_600_000) continue;
    const key = `${test.database.appUrl} ${person}`;
    const context = contexts.get(key) ?? (await contextOf(test, person, 'alert.acknowledge'));
    contexts.set(key, context);
    const isPromised = Math.floor(waits) % 2 === 0;
    const wish = isPromised
      ? { words: 'Ring the home and book a time', by: plusHours(at, 24) }
      : { words: '', by: null };
    await acknowledgeAlert(test.service.casework, context, id, wish, at);
  }
}

/** An alert from its cause to its end. */
export interface AlertLine {
  readonly ref: string;
  readonly kind: string;
  readonly step: string;
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  readonly raisedAt: Instant;
  readonly told: string;
  readonly acknowledged: string;
  readonly endedAt: Instant | null;
}

interface LineRow {
  readonly ref: string;
  readonly kind: string;
  readonly step: string;
  readonly starts_at: Date;
  readonly due_at: Date;
  readonly raised_at: Date;
  readonly told: string | null;
  readonly acknowledged: string | null;
  readonly ended_at: Date | null;
}

async function readLives(test: TestService, since: Instant): Promise<readonly AlertLine[]> {
  const hm = (column: string) => `to_char(${column} AT TIME ZONE 'Europe/London', 'DD Mon HH24:MI')`;
  const who = `replace(split_part(p.sign_in_name, '.', 1), '_', ' ')`;
  const rows = await rowsOf<LineRow>(
    test,
    `SELECT (SELECT min(r.ref) FROM source_reference r WHERE r.authority = a.authority AND r.episode_id = a.episode_id) AS ref,
       d.kind, a.step, d.starts_at, d.due_at, a.raised_at, least(d.settled_at, d.superseded_at) AS ended_at,
       (SELECT string_agg(DISTINCT t.line, '; ') FROM (
          SELECT ${hm('m.queued_at')} || ' ' || ${who} AS line FROM alert_message m JOIN person p ON p.id = m.recipient_id
          WHERE m.authority = a.authority AND m.alert_id = a.id AND m.channel = 'page') t) AS told,
       (SELECT string_agg(${hm('k.acknowledged_at')} || ' ' || ${who} ||
          coalesce(', by ' || ${hm('k.promised_by')}, ''), '; ' ORDER BY k.acknowledged_at)
        FROM alert_acknowledgement k JOIN person p ON p.id = k.person_id
        WHERE k.authority = a.authority AND k.alert_id = a.id) AS acknowledged
     FROM alert a JOIN deadline d ON d.authority = a.authority AND d.id = a.deadline_id
     WHERE a.authority = $1 AND a.raised_at >= $2 ORDER BY a.raised_at, ref, a.step`,
    [SUTTON, new Date(since.epochMilliseconds)],
  );
  return rows.map((row) => ({
    ...{ ref: row.ref, kind: row.kind, step: row.step, told: row.told ?? '', acknowledged: row.acknowledged ?? '' },
    ...{ startedAt: instantOf(row.starts_at), dueAt: instantOf(row.due_at), raisedAt: instantOf(row.raised_at) },
    endedAt: row.ended_at && instantOf(row.ended_at),
  }));
}

async function countWithdrawn(test: TestService, since: Instant): Promise<number> {
  const rows = await rowsOf<{ count: number }>(
    test,
    'SELECT count(*)::integer AS count FROM alert_message WHERE authority = $1 AND withdrawn_at >= $2',
    [SUTTON, new Date(since.epochMilliseconds)],
  );
  return rows[0]?.count ?? 0;
}

function rowsOf<Row extends object>(
  test: TestService,
  sql: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  return withClient(test.database.superuserUrl, async (client) => (await client.query<Row>(sql, [...values])).rows);
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
