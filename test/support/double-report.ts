import {
  distinguishReports,
  mergeReports,
  readDoubleReports,
  readOneAbsence,
  undoDistinction,
  undoReportMerge,
} from '#casework';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { contextOf } from './children.js';
import { withClient } from './postgres.js';
import { SUTTON, aReceivedReturn } from './service.js';
import type { TestService } from './service.js';

export const ONE_NIGHT = 'The carer and the police told of one night';
export const TWO_NIGHTS = 'The home says that the child was back between';

const placed = { care_status: 'looked_after', responsible_authority: SUTTON, host_authority: 'Kent' } as const;

/** Two reports of one child: Harbour’s overnight, and Northway’s of the morning after. */
export const harbourCells = {
  provider_ref: 'H1',
  missing_at: '2025-10-10T20:00:00Z',
  returned_at: '2025-10-11T08:00:00Z',
};
export const northwayCells = {
  provider_ref: 'N1',
  missing_at: '2025-10-11T09:00:00Z',
  returned_at: '2025-10-11T12:00:00Z',
};

export interface DoubleReportIds {
  readonly childId: string;
  readonly harbour: string;
  readonly northway: string;
}

type Cells = Readonly<Record<string, string>>;

/** Sends a row of a provider about the child, or about another one. */
export async function sendRow(test: TestService, providerCode: string, cells: Cells, at = '2025-10-11T13:00:00Z') {
  const row = aReturnRow({ child_id: 'TWICE', family_name: 'Twice-Sample', ...placed, ...cells });
  const received = { ...aReceivedReturn(aProviderReturn(row), at), providerCode };
  const { held, findings } = await test.service.returns.receive(received);
  if (held > 0) throw new Error(findings.map(({ code, message }) => `${code} ${message}`).join(' '));
}

/** Takes in both reports. */
export async function addDoubleReport(
  test: TestService,
  { harbour = {}, northway = {} }: { readonly harbour?: Cells; readonly northway?: Cells } = {},
): Promise<DoubleReportIds> {
  await sendRow(test, 'HARBOUR', { ...harbourCells, ...harbour });
  await sendRow(test, 'NORTHWAY', { ...northwayCells, ...northway });
  return withClient(test.database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ ref: string; episode_id: string; child_id: string }>(
      `SELECT r.ref, r.episode_id, e.child_id FROM source_reference r JOIN missing_episode e ON e.id = r.episode_id
       WHERE r.ref IN ('H1', 'N1')`,
    );
    const of = (ref: string) => rows.find((row) => row.ref === ref);
    return {
      childId: of('H1')?.child_id ?? '',
      harbour: of('H1')?.episode_id ?? '',
      northway: of('N1')?.episode_id ?? '',
    };
  });
}

const standingOf = {
  merge: `SELECT id FROM episode_merge WHERE $1 IN (episode_id, into_episode_id) AND undone_at IS NULL
    ORDER BY merged_at`,
  distinction: `SELECT id FROM episode_distinction WHERE $1 IN (episode_id, other_episode_id) AND undone_at IS NULL
    ORDER BY distinguished_at`,
};

/** What people of the council do with double reports, each by the first part of a sign-in name. */
export function doubleReportsOn(test: TestService) {
  const { casework, database } = test.service;
  const as = (role: string) => contextOf(test, `${role}.e09000029`, 'episode.merge');
  const standing = (episodeId: string, what: keyof typeof standingOf = 'merge') =>
    withClient(test.database.superuserUrl, async (client) => {
      const { rows } = await client.query<{ id: string }>(standingOf[what], [episodeId]);
      return rows[0]?.id ?? '';
    });
  return {
    list: async (role = 'commissioner', after: string | null = null) =>
      readDoubleReports(database, await as(role), after),
    read: async (
      where: { readonly childId: string; readonly episodeId: string; readonly otherId: string },
      role = 'commissioner',
    ) => readOneAbsence(database, await as(role), where),
    merge: async (childId: string, leadsId: string, otherId: string, reason = ONE_NIGHT, role = 'commissioner') =>
      mergeReports(casework, await as(role), { childId, episodeId: leadsId }, { otherId, leadsId, reason }),
    tellApart: async (
      childId: string,
      episodeId: string,
      otherId: string,
      reason = TWO_NIGHTS,
      role = 'commissioner',
    ) => distinguishReports(casework, await as(role), { childId, episodeId }, { otherId, reason }),
    takeBack: async (childId: string, episodeId: string, reason = ONE_NIGHT, role = 'commissioner') =>
      undoDistinction(
        casework,
        await as(role),
        { childId, episodeId },
        { distinctionId: await standing(episodeId, 'distinction'), reason },
      ),
    undo: async (childId: string, episodeId: string, reason = TWO_NIGHTS, role = 'commissioner') =>
      undoReportMerge(casework, await as(role), { childId, episodeId }, { mergeId: await standing(episodeId), reason }),
  };
}
