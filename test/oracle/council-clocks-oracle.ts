import type { Client } from 'pg';
import type { CouncilWorld } from './council-worlds.js';

/** A clock that runs by the second implementation: from when to when. */
export interface RunningBySql {
  readonly id: string;
  readonly kind: string;
  readonly starts: Date;
  readonly due: Date;
}

const functions = [
  `CREATE FUNCTION pg_temp.is_working_day(day date, holidays date[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS
   $$ SELECT extract(isodow FROM day) < 6 AND day <> ALL (holidays) $$`,
  // The midnight of London that ends the last of so many working days after a day.
  `CREATE FUNCTION pg_temp.after_working_days(started timestamptz, count integer, holidays date[]) RETURNS timestamptz
   LANGUAGE sql IMMUTABLE AS
   $$ SELECT (each.day::date + 1)::timestamp AT TIME ZONE 'Europe/London'
      FROM generate_series((started AT TIME ZONE 'Europe/London')::date + 1,
        (started AT TIME ZONE 'Europe/London')::date + 40, interval '1 day') AS each (day)
      WHERE pg_temp.is_working_day(each.day::date, holidays) ORDER BY each.day OFFSET count - 1 LIMIT 1 $$`,
  // What is worked of each day is added up, until the day in which the hours are full.
  `CREATE FUNCTION pg_temp.after_working_hours(started timestamptz, hours integer, holidays date[]) RETURNS timestamptz
   LANGUAGE sql IMMUTABLE AS
   $$ WITH shift AS (
        SELECT greatest((each.day::date + time '09:00') AT TIME ZONE 'Europe/London', started) AS begins,
          (each.day::date + time '17:00') AT TIME ZONE 'Europe/London' AS ends
        FROM generate_series((started AT TIME ZONE 'Europe/London')::date,
          (started AT TIME ZONE 'Europe/London')::date + 20, interval '1 day') AS each (day)
        WHERE pg_temp.is_working_day(each.day::date, holidays)
      ), worked AS (
        SELECT ends, sum(ends - begins) OVER (ORDER BY begins) AS total FROM shift WHERE ends > begins
      )
      SELECT ends - (total - hours * interval '1 hour') FROM worked
      WHERE total >= hours * interval '1 hour' ORDER BY ends LIMIT 1 $$`,
];

/**
 * The clocks beside the 72 hours and the offer, from the facts as they were told. It was written from the domain brief
 * alone. On what the brief leaves open it follows the service (docs/clocks.md): the clocks of a missing child run for code
 * M and for a child whom no other council looks after; whoever is found is no longer missing; cause for concern is high
 * risk, harm, or a code that is told on the same day; and what was over, or more than 28 days past, when it was first
 * seen is not kept.
 */
const judge = `
WITH world AS (
  SELECT *, pg_temp.earliest(missing) AS missing_at, pg_temp.earliest(returned) AS returned_at,
    pg_temp.earliest(referred) AS referred_at, pg_temp.earliest(form) AS form_at,
    coalesce(interview_ended, interview_began)::timestamptz AS talked_until
  FROM jsonb_to_recordset($1) AS row (
    id text, at timestamptz, code text, elsewhere boolean, looked_after boolean, cancelled boolean, missing text,
    returned text, found text, provider boolean, referred text, acknowledged boolean, booked boolean, form text,
    safeguarding boolean, reason text, interview_began text, interview_ended text, finds text, high_risk boolean,
    done text[], others timestamptz[])
), fact AS (
  SELECT *,
    NOT cancelled AND NOT elsewhere AND coalesce(reason, '') <> 'other_authority_duty' AS owed,
    code = 'M' AND NOT elsewhere AND NOT cancelled AS searched_for,
    returned IS NULL AND found IS NULL AS still_missing,
    interview_began IS NOT NULL OR reason IS NOT NULL AS over,
    coalesce(high_risk OR finds IN ('harm', 'same_day'), false) AS concern
  FROM world
), clock AS (
  SELECT id, at, 'referral' AS kind, returned_at AS starts, returned_at + interval '24 hours' AS due
  FROM fact WHERE owed AND NOT over AND NOT provider AND referred IS NULL
  UNION ALL
  SELECT id, at, 'acknowledgement', referred_at, pg_temp.after_working_hours(referred_at, 4, $2)
  FROM fact WHERE owed AND NOT over AND NOT acknowledged AND NOT booked AND form IS NULL
  UNION ALL
  SELECT id, at, CASE WHEN concern THEN 'form_concern' ELSE 'form' END, talked_until,
    pg_temp.after_working_days(talked_until, CASE WHEN concern THEN 1 ELSE 3 END, $2)
  FROM fact WHERE NOT cancelled AND form IS NULL
  UNION ALL
  SELECT id, at, 'safeguarding', talked_until,
    ((talked_until AT TIME ZONE 'Europe/London')::date + 1)::timestamp AT TIME ZONE 'Europe/London'
  FROM fact WHERE NOT cancelled AND finds = 'same_day' AND NOT safeguarding
  UNION ALL
  SELECT id, at, 'quality_check', form_at, pg_temp.after_working_days(form_at, 5, $2)
  FROM fact WHERE NOT cancelled AND NOT 'quality_check_made' = ANY (done)
  UNION ALL
  SELECT id, at, 'senior_manager', missing_at, missing_at + interval '24 hours'
  FROM fact WHERE searched_for AND still_missing AND NOT 'senior_manager_told' = ANY (done)
  UNION ALL
  SELECT id, at, 'strategy_meeting', missing_at, pg_temp.after_working_days(missing_at, 5, $2)
  FROM fact WHERE searched_for AND still_missing AND NOT 'strategy_meeting_held' = ANY (done)
  UNION ALL
  SELECT id, at, 'director', missing_at, missing_at + interval '72 hours'
  FROM fact WHERE searched_for AND still_missing AND looked_after AND NOT 'director_told' = ANY (done)
  UNION ALL
  SELECT id, at, 'repeat_3_in_' || span.days, missing_at, missing_at
  FROM fact, (VALUES (30), (90)) AS span (days)
  WHERE searched_for AND NOT 'strategy_meeting_held' = ANY (done)
    AND 3 <= 1 + (SELECT count(*) FROM unnest(others) AS other (at)
      WHERE other.at <= missing_at AND (missing_at AT TIME ZONE 'Europe/London')::date
        - (other.at AT TIME ZONE 'Europe/London')::date <= span.days)
)
SELECT id, kind, starts, due FROM clock WHERE starts IS NOT NULL AND at - due <= interval '672 hours'`;

/** Needs the functions of the first oracle (`installOracle`), by which a day without a time begins at midnight in London. */
export async function installCouncilClocks(client: Client): Promise<void> {
  for (const statement of functions) await client.query(statement);
}

/** The clocks that run in each world at the instant that it asks for. */
export async function runningBySql(
  client: Client,
  worlds: readonly CouncilWorld[],
  holidays: readonly string[],
): Promise<readonly RunningBySql[]> {
  const { rows } = await client.query<RunningBySql>(judge, [JSON.stringify(worlds), holidays]);
  return rows;
}
