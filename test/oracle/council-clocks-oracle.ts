import type { Client } from 'pg';
import type { CouncilWorld } from './council-worlds.js';

/** A clock that runs by the second implementation: from when to when, and of which step of it somebody is told at once. */
export interface RunningBySql {
  readonly id: string;
  readonly kind: string;
  readonly starts: Date;
  readonly due: Date;
  /** When the step came of which is told when the clock is first seen; null where none has, or it is history. */
  readonly told: Date | null;
}

const functions = [
  `CREATE FUNCTION pg_temp.london_day(moment timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS
   $$ SELECT (moment AT TIME ZONE 'Europe/London')::date $$`,
  `CREATE FUNCTION pg_temp.is_working_day(day date, week jsonb, holidays date[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS
   $$ SELECT extract(isodow FROM day) BETWEEN (week->>'first_weekday')::integer AND (week->>'last_weekday')::integer
        AND day <> ALL (holidays) $$`,
  // The midnight of London that ends the last of so many working days after a day.
  `CREATE FUNCTION pg_temp.after_working_days(started timestamptz, count integer, week jsonb, holidays date[])
   RETURNS timestamptz LANGUAGE sql IMMUTABLE AS
   $$ SELECT (each.day::date + 1)::timestamp AT TIME ZONE 'Europe/London'
      FROM generate_series(pg_temp.london_day(started) + 1, pg_temp.london_day(started) + 60, interval '1 day') AS each (day)
      WHERE pg_temp.is_working_day(each.day::date, week, holidays) ORDER BY each.day OFFSET count - 1 LIMIT 1 $$`,
  // What is worked of each day is added up, until the day in which the hours are full.
  `CREATE FUNCTION pg_temp.after_working_hours(started timestamptz, hours integer, week jsonb, holidays date[])
   RETURNS timestamptz LANGUAGE sql IMMUTABLE AS
   $$ WITH shift AS (
        SELECT greatest((each.day::timestamp + (week->>'from_minute')::integer * interval '1 minute')
            AT TIME ZONE 'Europe/London', started) AS begins,
          (each.day::timestamp + (week->>'to_minute')::integer * interval '1 minute') AT TIME ZONE 'Europe/London' AS ends
        FROM generate_series(pg_temp.london_day(started), pg_temp.london_day(started) + 20, interval '1 day') AS each (day)
        WHERE pg_temp.is_working_day(each.day::date, week, holidays)
      ), worked AS (
        SELECT ends, sum(ends - begins) OVER (ORDER BY begins) AS total FROM shift WHERE ends > begins
      )
      SELECT ends - (total - hours * interval '1 hour') FROM worked
      WHERE total >= hours * interval '1 hour' ORDER BY ends LIMIT 1 $$`,
  `CREATE FUNCTION pg_temp.due(started timestamptz, unit text, amount integer, week jsonb, holidays date[])
   RETURNS timestamptz LANGUAGE sql IMMUTABLE AS
   $$ SELECT CASE unit
        WHEN 'hours' THEN started + amount * interval '1 hour'
        WHEN 'working_hours' THEN pg_temp.after_working_hours(started, amount, week, holidays)
        WHEN 'working_days' THEN pg_temp.after_working_days(started, amount, week, holidays)
        WHEN 'end_of_day' THEN (pg_temp.london_day(started) + 1)::timestamp AT TIME ZONE 'Europe/London' END $$`,
];

/**
 * Every kind of clock, from the facts as they were told. The query was first written by somebody who knew the service. It
 * was then held, line by line, against a list of what each clock must do that had been made from sections 1.3 to 1.7 of the
 * domain brief alone, and what that list had more was added to it: so it stands for the brief in where a clock starts, what
 * it allows, what stops it and how time is counted. What the brief leaves open is here as the service has it
 * (docs/clocks.md), and is compared but not proved: working days end at midnight, three days are 72 hours, the referral
 * runs from the return and not from when it was known, the clocks of a missing child run for code M and for a child whom no
 * other council looks after, a repeat counts the days of London, cause for concern is high risk, harm, or a code that is
 * told on the same day, and what was over, or more than 28 days past, when it was first seen is not kept.
 */
const judge = `
WITH world AS (
  SELECT *, pg_temp.earliest(missing) AS missing_at, pg_temp.earliest(returned) AS returned_at,
    pg_temp.earliest(referred) AS referred_at, pg_temp.earliest(form) AS form_at,
    pg_temp.earliest(coalesce(interview_ended, interview_began)) AS talked_until
  FROM jsonb_to_recordset($1) AS row (
    id text, at timestamptz, code text, elsewhere boolean, looked_after boolean, ended text, missing text,
    returned text, found text, provider boolean, referred text, acknowledged boolean, booked text, offered text,
    offered_to text, form text, safeguarding boolean, reason text, interview_began text, interview_ended text, mode text,
    finds text, high_risk boolean, done text[], others timestamptz[], codes text[], hours jsonb, setting jsonb)
), fact AS (
  SELECT *,
    ended IS DISTINCT FROM 'cancelled' AS stands,
    NOT elsewhere AND code = ANY (codes) AND (ended IS NULL OR returned IS NOT NULL AND ended <> 'cancelled') AS owed,
    code = 'M' AND NOT elsewhere AND ended IS DISTINCT FROM 'cancelled' AS searched_for,
    returned IS NULL AND found IS NULL AND ended IS NULL AS still_missing,
    interview_began IS NOT NULL AND coalesce(mode, 'in_person') = 'in_person' OR reason IS NOT NULL AS over,
    coalesce(high_risk OR finds IN ('harm', 'same_day'), false) AS concern
  FROM world
), clock AS (
  SELECT *, 'interview' AS kind, returned_at AS starts, 'hours' AS unit, 72 AS amount FROM fact WHERE owed AND NOT over
  UNION ALL
  SELECT *, 'offer', returned_at, 'hours', 24
  FROM fact WHERE owed AND NOT over AND (offered IS NULL OR offered_to = 'carer')
  UNION ALL
  SELECT *, 'referral', returned_at, 'hours', 24
  FROM fact WHERE owed AND NOT over AND NOT provider AND referred IS NULL
  UNION ALL
  SELECT *, 'acknowledgement', referred_at, 'working_hours', 4
  FROM fact WHERE owed AND NOT over AND NOT acknowledged AND offered IS NULL AND booked IS NULL AND form IS NULL
  UNION ALL
  SELECT *, 'form', talked_until, 'working_days', 3 FROM fact WHERE stands AND NOT concern AND form IS NULL
  UNION ALL
  SELECT *, 'form_concern', talked_until, 'working_days', 1 FROM fact WHERE stands AND concern AND form IS NULL
  UNION ALL
  SELECT *, 'safeguarding', talked_until, 'end_of_day', NULL
  FROM fact WHERE stands AND finds = 'same_day' AND NOT safeguarding
  UNION ALL
  SELECT *, 'quality_check', form_at, 'working_days', 5 FROM fact WHERE stands AND NOT 'quality_check_made' = ANY (done)
  UNION ALL
  SELECT *, 'senior_manager', missing_at, 'hours', 24
  FROM fact WHERE searched_for AND still_missing AND NOT 'senior_manager_told' = ANY (done)
  UNION ALL
  SELECT *, 'strategy_meeting', missing_at, 'working_days', 5
  FROM fact WHERE searched_for AND still_missing AND NOT 'strategy_meeting_held' = ANY (done)
  UNION ALL
  SELECT *, 'director', missing_at, 'hours', 72
  FROM fact WHERE searched_for AND still_missing AND looked_after AND NOT 'director_told' = ANY (done)
  UNION ALL
  SELECT fact.*, 'repeat_' || episodes || '_in_' || days, missing_at,
    CASE WHEN (episodes, days) IN ((3, 30), (3, 90)) THEN 'hours' ELSE 'not_watched' END, 0
  FROM fact, (VALUES (3, 30), (3, 90), (2, 7)) AS span (episodes, days)
  WHERE searched_for AND NOT 'strategy_meeting_held' = ANY (done)
    AND episodes <= 1 + (SELECT count(*) FROM unnest(others) AS other (at)
      WHERE other.at <= missing_at AND pg_temp.london_day(missing_at) - pg_temp.london_day(other.at) <= days)
), allowed AS (
  SELECT clock.*,
    CASE WHEN NOT is_set THEN clock.unit WHEN setting->>'unit' = 'watched' THEN 'hours' ELSE setting->>'unit' END AS units,
    CASE WHEN is_set AND setting->>'amount' IS NOT NULL THEN (setting->>'amount')::integer ELSE clock.amount END AS most
  FROM clock, LATERAL (SELECT coalesce(setting->>'kind' = kind
    AND (setting->>'valid_from')::date <= pg_temp.london_day(starts), false) AS is_set) AS setting_in_force
), run AS (
  SELECT *, pg_temp.due(starts, units, most, CASE WHEN (hours->>'valid_from')::date <= pg_temp.london_day(starts) THEN hours
    ELSE '{"first_weekday": 1, "last_weekday": 5, "from_minute": 540, "to_minute": 1020}' END, $2) AS due
  FROM allowed WHERE starts IS NOT NULL AND units <> 'not_watched'
), last_step AS (
  SELECT *, CASE WHEN at >= due THEN due
    WHEN kind = 'interview' AND at >= starts + interval '60 hours' THEN starts + interval '60 hours'
    WHEN kind = 'interview' AND at >= starts + interval '48 hours' THEN starts + interval '48 hours' END AS came
  FROM run
)
SELECT id, kind, starts, due,
  CASE WHEN at - came <= interval '672 hours' AND NOT (came < due AND coalesce(pg_temp.latest(booked) > came, false))
    THEN came END AS told
FROM last_step WHERE kind IN ('interview', 'offer') OR at - due <= interval '672 hours'`;

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
