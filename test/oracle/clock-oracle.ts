import type { Client } from 'pg';
import type { World } from './random-worlds.js';

/** What the second implementation says of one absence at one instant. */
export interface Judged {
  readonly absence: string;
  readonly value: string | null;
  readonly held72: string | null;
  readonly offered72: string | null;
  readonly offered24: string | null;
  readonly earliest72: Date | null;
  readonly latest72: Date | null;
  readonly earliest24: Date | null;
  readonly latest24: Date | null;
  /** Whether the 72 hours, and the 24 of the first offer, are still to be watched. */
  readonly open72: boolean;
  readonly open24: boolean;
}

/**
 * A moment is text: ten characters are a day of which the time is not known, more are an instant. Its earliest instant
 * is the midnight of London with which the day begins, its latest the midnight with which the next one does.
 */
const functions = [
  `CREATE FUNCTION pg_temp.earliest(moment text) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS
   $$ SELECT CASE WHEN length(moment) = 10 THEN moment::date::timestamp AT TIME ZONE 'Europe/London'
                  ELSE moment::timestamptz END $$`,
  `CREATE FUNCTION pg_temp.latest(moment text) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS
   $$ SELECT CASE WHEN length(moment) = 10 THEN (moment::date + 1)::timestamp AT TIME ZONE 'Europe/London'
                  ELSE moment::timestamptz END $$`,
  `CREATE FUNCTION pg_temp.day_of(moment text) RETURNS date LANGUAGE sql IMMUTABLE AS
   $$ SELECT (pg_temp.earliest(moment) AT TIME ZONE 'Europe/London')::date $$`,
  // The end of a day is never reached, so a difference to it is larger than any that can be.
  `CREATE FUNCTION pg_temp.after(later text, earlier text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
   $$ SELECT pg_temp.earliest(later) > pg_temp.latest(earlier)
          OR (length(earlier) = 10 AND pg_temp.earliest(later) = pg_temp.latest(earlier)) $$`,
  `CREATE FUNCTION pg_temp.seconds(earlier timestamptz, later timestamptz) RETURNS numeric LANGUAGE sql IMMUTABLE AS
   $$ SELECT extract(epoch FROM later) - extract(epoch FROM earlier) $$`,
  `CREATE FUNCTION pg_temp.timing(happened text, returned text, hours integer) RETURNS text LANGUAGE sql IMMUTABLE AS
   $$ SELECT CASE
        WHEN pg_temp.seconds(pg_temp.earliest(returned), pg_temp.latest(happened)) <= hours * 3600 THEN 'in_time'
        WHEN pg_temp.seconds(pg_temp.latest(returned), pg_temp.earliest(happened)) > hours * 3600 THEN 'late'
        WHEN pg_temp.seconds(pg_temp.latest(returned), pg_temp.earliest(happened)) = hours * 3600
             AND length(returned) = 10 THEN 'late'
        ELSE 'cannot_tell' END $$`,
  // Of several interviews or offers one that was in time is enough; late is what was late whichever of them is meant.
  `CREATE FUNCTION pg_temp.best(timings text[]) RETURNS text LANGUAGE sql IMMUTABLE AS
   $$ SELECT CASE WHEN 'in_time' = ANY (timings) THEN 'in_time'
                  WHEN 'cannot_tell' = ANY (timings) THEN 'cannot_tell'
                  WHEN 'late' = ANY (timings) THEN 'late' END $$`,
];

/**
 * The clocks of many worlds at once, from the facts as they were told. It was written from the domain brief alone, which
 * leaves three questions open; on these it follows the service. A talk in a mode that the contract does not count is no
 * interview: it neither implies an offer nor takes a refusal back. A refusal by the carer alone takes nothing back
 * that the child said, and stands against a reason that was given for both. And a report in error of a child who is not back has
 * no clock, rather than one that is not required.
 */
const judge = `
WITH report AS (
  SELECT * FROM jsonb_to_recordset($1) AS row (
    id text, absence text, leads boolean, missing text, returned text, cancelled boolean, code text, elsewhere boolean,
    reason text, modes text[], codes text[], at timestamptz)
), offer AS (
  SELECT * FROM jsonb_to_recordset($2) AS row (report text, origin text, made text, made_to text, outcome text)
), interview AS (
  SELECT * FROM jsonb_to_recordset($3) AS row (id text, began text, mode text)
), cover AS (
  SELECT * FROM jsonb_to_recordset($4) AS row (interview text, report text)
), ranked AS (
  SELECT *, row_number() OVER (
      PARTITION BY absence ORDER BY cancelled, leads DESC, pg_temp.earliest(missing), id COLLATE "C") AS place
  FROM report
), standing AS (
  SELECT * FROM ranked WHERE NOT cancelled OR place = 1
), absence AS (
  SELECT first.absence, first.at, first.cancelled, first.code, first.elsewhere, first.modes, first.codes,
    EXISTS (SELECT FROM standing each WHERE each.absence = first.absence AND each.reason IS NULL) AS at_work,
    (SELECT each.reason FROM standing each WHERE each.absence = first.absence AND each.reason IS NOT NULL
     ORDER BY each.place LIMIT 1) AS any_reason,
    (SELECT each.reason FROM standing each
     WHERE each.absence = first.absence
       AND each.reason IN ('declined_by_child', 'declined_by_parent', 'custody', 'hospital', 'left_area', 'turned_18',
                           'other_authority_duty', 'not_in_childs_interest')
     ORDER BY each.place LIMIT 1) AS childs_reason,
    (SELECT each.returned FROM standing each
     WHERE each.absence = first.absence AND each.returned IS NOT NULL
       AND NOT EXISTS (SELECT FROM standing other WHERE other.absence = each.absence AND other.id <> each.id
                       AND pg_temp.after(other.missing, each.returned))
     ORDER BY pg_temp.day_of(each.returned), length(each.returned) = 10, pg_temp.earliest(each.returned)
     LIMIT 1) AS returned
  FROM standing first WHERE first.place = 1
), held AS (
  SELECT DISTINCT standing.absence, interview.*
  FROM standing JOIN cover ON cover.report = standing.id JOIN interview ON interview.id = cover.interview
  WHERE interview.mode IS NULL OR interview.mode = ANY (standing.modes)
), made AS (
  SELECT standing.absence, offer.*,
    offer.made_to IS DISTINCT FROM 'carer'
      AND (offer.origin = 'offer' OR offer.outcome IN ('accepted', 'declined')) AS valid
  FROM standing JOIN offer ON offer.report = standing.id
), offered AS (
  SELECT absence, made FROM made WHERE valid
  UNION ALL
  SELECT absence, began FROM held
  WHERE NOT EXISTS (SELECT FROM made WHERE made.absence = held.absence AND made.valid)
), answered AS (
  SELECT absence.*,
    coalesce(childs_reason, CASE WHEN NOT at_work THEN any_reason END) AS reason,
    EXISTS (SELECT FROM made yes WHERE yes.absence = absence.absence AND yes.valid AND yes.outcome = 'accepted'
            AND NOT EXISTS (SELECT FROM made no WHERE no.absence = yes.absence AND no.valid AND no.outcome = 'declined'
                            AND pg_temp.after(no.made, yes.made))) AS child_accepted,
    EXISTS (SELECT FROM made yes WHERE yes.absence = absence.absence AND yes.valid AND yes.outcome = 'accepted'
            AND NOT EXISTS (SELECT FROM made no WHERE no.absence = yes.absence AND no.outcome = 'declined'
                            AND pg_temp.after(no.made, yes.made))) AS accepted,
    EXISTS (SELECT FROM made no WHERE no.absence = absence.absence AND no.outcome = 'declined') AS refused,
    EXISTS (SELECT FROM made no WHERE no.absence = absence.absence AND no.valid AND no.outcome = 'declined')
      AS child_refused
  FROM absence
), timed AS (
  SELECT answered.*,
    NOT (cancelled OR elsewhere OR coalesce(reason, '') = 'other_authority_duty' OR NOT code = ANY (codes)) AS owed,
    (child_refused AND NOT child_accepted)
      OR (coalesce(reason, '') IN ('declined_by_child', 'declined_by_parent') AND NOT (refused AND accepted)) AS declined,
    (SELECT pg_temp.best(array_agg(pg_temp.timing(held.began, answered.returned, 72))) FROM held
     WHERE held.absence = answered.absence) AS held72,
    (SELECT pg_temp.best(array_agg(pg_temp.timing(offered.made, answered.returned, 72))) FROM offered
     WHERE offered.absence = answered.absence) AS offered72,
    (SELECT pg_temp.best(array_agg(pg_temp.timing(offered.made, answered.returned, 24))) FROM offered
     WHERE offered.absence = answered.absence) AS offered24
  FROM answered WHERE returned IS NOT NULL
), watched AS (
  SELECT timed.*, owed AND held72 IS NULL AND NOT declined
    AND coalesce(reason, 'declined_by_child') IN ('declined_by_child', 'declined_by_parent') AS open
  FROM timed
)
SELECT absence.absence,
  CASE WHEN NOT owed THEN 'not_required'
       WHEN pg_temp.latest(watched.returned) + interval '72 hours' > watched.at THEN 'not_yet_due'
       WHEN held72 IS NOT NULL THEN held72
       WHEN declined THEN 'declined'
       WHEN owed THEN 'missed' END AS value,
  held72, offered72, offered24,
  pg_temp.earliest(watched.returned) + interval '72 hours' AS earliest72,
  pg_temp.latest(watched.returned) + interval '72 hours' AS latest72,
  pg_temp.earliest(watched.returned) + interval '24 hours' AS earliest24,
  pg_temp.latest(watched.returned) + interval '24 hours' AS latest24,
  coalesce(open, false) AS open72, coalesce(open AND offered72 IS NULL, false) AS open24
FROM absence LEFT JOIN watched USING (absence)`;

export async function installOracle(client: Client): Promise<void> {
  await client.query('SET jit = off');
  for (const statement of functions) await client.query(statement);
}

/** Judges every absence of the worlds, each at the instant that its world asks for. */
export async function judgeWorlds(client: Client, worlds: readonly World[]): Promise<readonly Judged[]> {
  const rows = (of: (world: World) => readonly object[]) => JSON.stringify(worlds.flatMap(of));
  const { rows: judged } = await client.query<Judged>(judge, [
    rows((world) => world.reports.map((report) => ({ ...report, ...world.terms, at: world.at }))),
    rows((world) => world.offers),
    rows((world) => world.interviews),
    rows((world) => world.interviews.flatMap(({ id, covers }) => covers.map((report) => ({ interview: id, report })))),
  ]);
  return judged;
}

/** The working day that comes 0 to 6 working days after each bank holiday, and after each of the three days on either side. */
export async function workingDaysBySql(
  client: Client,
  holidays: readonly string[],
): Promise<readonly { readonly day: string; readonly count: number; readonly answer: string }[]> {
  const { rows } = await client.query<{ day: string; count: number; answer: string }>(
    `SELECT start.day::text AS day, step.count, coalesce(reached.day, start.day)::text AS answer
     FROM (SELECT DISTINCT holiday + offset_days AS day
           FROM unnest($1::date[]) AS holiday, generate_series(-3, 3) AS offset_days) AS start,
       generate_series(0, 6) AS step (count)
       LEFT JOIN LATERAL (
         SELECT later.day::date AS day FROM generate_series(start.day + 1, start.day + 30, interval '1 day') AS later (day)
         WHERE extract(isodow FROM later.day) < 6 AND later.day::date <> ALL ($1::date[])
         ORDER BY later.day OFFSET greatest(step.count - 1, 0) LIMIT 1) AS reached ON step.count > 0`,
    [holidays],
  );
  return rows;
}
