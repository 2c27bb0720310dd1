import { caseAsAt } from '#domain/cases';
import type { MissingCase } from '#domain/cases';
import { buildWorklist } from '#domain/deadlines';
import type { ChildId, EpisodeId } from '#domain/kernel';
import type { ColumnName } from '#domain/submissions';
import { LONDON, compareMoments, readMoment } from '#domain/time';
import type { Moment } from '#domain/time';
import { asService, listCasesToWatch } from '#persistence';
import type { Transaction } from '#persistence';

type Cells = Readonly<Partial<Record<ColumnName, string>>>;

/** Open referrals as rows of a return, the earliest first, and the children in them. */
export interface OpenReferrals {
  readonly rows: readonly Cells[];
  readonly childIds: readonly ChildId[];
}

/** What the acting provider was referred and is not over: child still away, or interview still owed. */
export async function readOpenReferrals(tx: Transaction): Promise<OpenReferrals> {
  const cases = await listCasesToWatch(tx, new Date(tx.now.epochMilliseconds));
  const known = cases.flatMap((each) => caseAsAt(each, tx.now) ?? []);
  const open = new Set(
    buildWorklist(known, tx.now)
      .filter(({ isOpen }) => isOpen)
      .map(({ episodeId }) => episodeId),
  );
  const referred = known
    .filter(({ episode }) => open.has(episode.id) && episode.providerId === tx.context.providerId)
    .sort((left, right) => compareMoments(left.episode.missingAt, right.episode.missingAt));
  const names = await readNames(tx, referred);
  const references = await readReferences(
    tx,
    referred.map(({ episode }) => episode.id),
  );
  const rows = referred.map((each) => ({
    ...(names.get(each.episode.childId) ?? {}),
    ...(references.get(each.episode.id) ?? {}),
    ...factsOf(each),
  }));
  return { rows, childIds: referred.map(({ episode }) => episode.childId) };
}

function factsOf({ episode, requirement }: MissingCase): Cells {
  const { careStatus, placingAuthority, hostAuthority } = episode.atStart;
  return filled({
    care_status: careStatus,
    responsible_authority: placingAuthority,
    host_authority: hostAuthority,
    episode_type: episode.code,
    missing_at: cellOfMoment(episode.missingAt),
    returned_at: cellOfMoment(episode.returnedAt),
    referred_at: cellOfMoment(requirement.referredAt),
  });
}

async function readNames(tx: Transaction, cases: readonly MissingCase[]): Promise<ReadonlyMap<ChildId, Cells>> {
  const rows = await tx.query<Record<'child_id' | 'council_child_id' | 'given_name' | 'family_name' | 'born', string>>(
    `SELECT child_id, council_child_id, given_name, family_name, to_char(date_of_birth, 'DD/MM/YYYY') AS born
     FROM child_identity WHERE authority = $1 AND child_id = ANY($2::uuid[])`,
    [tx.context.authority, cases.map(({ episode }) => episode.childId)],
  );
  return new Map(
    rows.map(({ child_id: id, council_child_id: councilId, given_name: given, family_name: family, born }) => [
      id,
      filled({ child_id: councilId, given_name: given, family_name: family, date_of_birth: born }),
    ]),
  );
}

/**
 * The references by which a row finds its episode: the provider's own where it has one, else the council's. That one
 * stands among the texts of the form, which this role does not read; of these referrals it may know it.
 */
async function readReferences(
  tx: Transaction,
  episodeIds: readonly EpisodeId[],
): Promise<ReadonlyMap<EpisodeId, Cells>> {
  const rows = await asService(tx, () =>
    tx.query<{ episode_id: string; provider_ref: string | null; council_ref: string | null }>(
      `SELECT e.id AS episode_id, min(r.ref) AS provider_ref, min(t.council_ref) AS council_ref
       FROM missing_episode e
       LEFT JOIN source_reference r ON r.authority = e.authority AND r.episode_id = e.id AND r.provider_id = e.provider_id
       LEFT JOIN case_text t ON t.authority = e.authority AND t.episode_id = e.id
       WHERE e.authority = $1 AND e.id = ANY($2::uuid[]) GROUP BY e.id`,
      [tx.context.authority, episodeIds],
    ),
  );
  return new Map(rows.map(({ episode_id: id, ...references }) => [id, filled(references)]));
}

function filled(cells: Readonly<Partial<Record<ColumnName, string | null>>>): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null));
}

/** A moment as the format writes it in London; with its offset where the clock showed that time twice. */
function cellOfMoment(moment: Moment | null): string | null {
  if (moment === null) return null;
  const local = moment.at.toZonedDateTimeISO(LONDON);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${two(local.day)}/${two(local.month)}/${local.year}`;
  if (!moment.timeKnown) return day;
  const text = `${day} ${two(local.hour)}:${two(local.minute)}`;
  const read = readMoment(text);
  return read.kind === 'moment' && read.moment.at.equals(moment.at) ? text : moment.at.toString();
}
