import type { ChildGroup } from '#domain/children';
import { DEFAULT_THRESHOLD } from '#domain/disclosure';
import type { AuthorityCode, ProviderId } from '#domain/kernel';
import type { Contract, ContractKind, EpisodeCode, InterviewMode, SharingAgreement } from '#domain/providers';
import { parseDay } from '#domain/time';
import type { Day } from '#domain/time';
import type { Transaction } from './transaction.js';

export interface ProviderName {
  readonly id: ProviderId;
  readonly code: string;
  readonly name: string;
}

/** The authority's travel rules in force on a day. */
export interface AuthoritySetting {
  readonly validFrom: Day;
  readonly setPointOutwardCode: string;
  readonly travelLimitMiles: number;
}

export async function findProvider(tx: Transaction, code: string): Promise<ProviderName | null> {
  const [provider] = await tx.query<ProviderName>('SELECT id, code, name FROM provider WHERE code = $1', [code]);
  return provider ?? null;
}

/** The providers that work for the authority of the transaction. */
export function listProviders(tx: Transaction): Promise<readonly ProviderName[]> {
  return tx.query<ProviderName>(
    `SELECT p.id, p.code, p.name FROM provider p JOIN authority_provider a ON a.provider_id = p.id WHERE a.authority = $1 ORDER BY p.code`,
    [tx.context.authority],
  );
}

export async function listContracts(tx: Transaction): Promise<readonly Contract[]> {
  const rows = await tx.query<{
    id: string;
    provider_id: string;
    kind: ContractKind;
    valid_from: string;
    valid_to: string | null;
    groups: ChildGroup[];
    counted_modes: InterviewMode[];
    counted_episodes: EpisodeCode[];
  }>(
    `SELECT id, provider_id, kind, valid_from::text, valid_to::text, groups, counted_modes, counted_episodes
     FROM contract WHERE authority = $1 ORDER BY valid_from DESC`,
    [tx.context.authority],
  );
  return rows.map((row) => ({
    id: row.id,
    authority: tx.context.authority,
    providerId: row.provider_id,
    kind: row.kind,
    validFrom: parseDay(row.valid_from),
    validTo: row.valid_to === null ? null : parseDay(row.valid_to),
    groups: row.groups,
    countedModes: row.counted_modes,
    countedEpisodes: row.counted_episodes,
  }));
}

/** The sharing agreements of the authority that the transaction may see, latest first. */
export async function listAgreements(tx: Transaction): Promise<readonly SharingAgreement[]> {
  const rows = await tx.query<{
    id: string;
    provider_id: string;
    signed_on: string;
    valid_from: string;
    valid_to: string | null;
  }>(
    `SELECT id, provider_id, signed_on::text, valid_from::text, valid_to::text FROM sharing_agreement
     WHERE authority = $1 ORDER BY valid_from DESC, id DESC`,
    [tx.context.authority],
  );
  return rows.map((row) => ({
    ...{
      id: row.id,
      providerId: row.provider_id,
      signedOn: parseDay(row.signed_on),
      validFrom: parseDay(row.valid_from),
    },
    validTo: row.valid_to === null ? null : parseDay(row.valid_to),
  }));
}

/** Settings of the authority, latest first. */
export async function listSettings(tx: Transaction): Promise<readonly AuthoritySetting[]> {
  const rows = await tx.query<{ valid_from: string; set_point_outward_code: string; travel_limit_miles: string }>(
    `SELECT valid_from::text, set_point_outward_code, travel_limit_miles FROM authority_setting WHERE authority = $1 ORDER BY valid_from DESC`,
    [tx.context.authority],
  );
  return rows.map((row) => ({
    validFrom: parseDay(row.valid_from),
    setPointOutwardCode: row.set_point_outward_code,
    travelLimitMiles: Number(row.travel_limit_miles),
  }));
}

/** The threshold of the authority's reports to the board on a day: counts from 1 to below it are hidden. */
export async function readSuppressionThreshold(tx: Transaction, day: Day): Promise<number> {
  const [row] = await tx.query<{ threshold: number }>(
    `SELECT suppression_threshold AS threshold FROM authority_setting
     WHERE authority = $1 AND valid_from <= $2 ORDER BY valid_from DESC LIMIT 1`,
    [tx.context.authority, day.toString()],
  );
  return row?.threshold ?? DEFAULT_THRESHOLD;
}

/** Sets the threshold from a day on, with all else that the authority has set last. False where it has set nothing yet. */
export async function saveSuppressionThreshold(tx: Transaction, threshold: number, validFrom: Day): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO authority_setting (authority, valid_from, set_point_outward_code, travel_limit_miles, board_name,
       suppression_threshold, created_at, created_by, modified_at, modified_by)
     SELECT authority, $2, set_point_outward_code, travel_limit_miles, board_name, $3, $4, $5, $4, $5
     FROM authority_setting WHERE authority = $1 ORDER BY valid_from DESC LIMIT 1 RETURNING authority`,
    [
      ...[tx.context.authority, validFrom.toString(), threshold],
      ...[new Date(tx.now.epochMilliseconds), tx.context.actorName],
    ],
  );
  return rows.length > 0;
}

/** Whether this deployment shows invented people: then every page says so, and they sign in without a password. */
export async function isDemonstration(query: <Row>(sql: string) => Promise<Row[]>): Promise<boolean> {
  return (await query('SELECT FROM demonstration')).length > 0;
}

/** The authorities that commission in this deployment. Not tenant data: a sweep goes through them one by one. */
export async function listAuthorities(query: <Row>(sql: string) => Promise<Row[]>): Promise<readonly AuthorityCode[]> {
  const rows = await query<{ code: AuthorityCode }>('SELECT code FROM authority ORDER BY code');
  return rows.map(({ code }) => code);
}
