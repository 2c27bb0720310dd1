import type { Client } from 'pg';
import { systemContext } from '#persistence';
import type { TransactionContext } from '#persistence';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { readCatalogue } from './catalogue.js';
import type { CatalogueTable } from './catalogue.js';
import { MARK, fillChildTables, markChildTexts } from './child-rows.js';
import { SUTTON, aReceivedReturn } from './service.js';
import type { TestService } from './service.js';

/** Born so that the time of keeping of a child known at home is over. */
export const BORN = '2000-06-01';
const AT = '2018-07-02T09:00:00Z';

/** By what the child could be known again: every text, the days and the postcodes. */
export const needles = [MARK, BORN, '01/06/2000', '1/6/2000', 'SM7 9ZQ', 'SM79ZQ', '2018-09-09'];

const text = (name: string) => `${MARK} ${name}`;

/** The row of a return that says everything that a row can say. */
const fullRow = aReturnRow({
  ...{ provider_ref: `${MARK}-1`, council_ref: text('council ref'), child_id: `${MARK}-id` },
  ...{ given_name: `${MARK}anna`, family_name: `${MARK}son`, date_of_birth: BORN },
  ...{ gender: 'female', ethnicity: 'WBRI', care_status: 'home', home_postcode: 'SM7 9ZQ' },
  ...{ police_classification: 'missing', police_risk: 'high', police_ref: text('police ref'), missing_from: 'home' },
  ...{ missing_at: '2018-05-04T18:00:00Z', reported_at: '2018-05-04T19:00:00Z' },
  ...{ found_at: '2018-05-05T05:00:00Z', found_where: text('found where'), returned_at: '2018-05-05T06:00:00Z' },
  ...{ referred_at: '2018-05-05T08:00:00Z', attempts: `05/05/2018 11:00=${MARK} letter=no_response` },
  ...{
    offered_at: '2018-05-05T10:00:00Z',
    offer_method: text('method'),
    offered_to: 'child',
    offer_outcome: 'accepted',
  },
  ...{ interview_at: '2018-05-06T10:00:00Z', interview_mode: 'in_person', interview_place: text('place') },
  ...{ interviewer: text('interviewer'), interviewer_role: text('role'), independent: 'N' },
  ...{ independence_reason: text('reason'), carer_information: text('carer'), plan_change: text('plan') },
  ...{ push_factors: 'PU01:child', pull_factors: 'PL02', harms: 'none_given', vulnerabilities: 'VU08=Y;VU10=N' },
  ...{ risk_now: 'low', plan_informed_at: '2018-05-08T10:00:00Z', lead_worker: text('worker'), team: text('team') },
  ...{
    themes: text('themes'),
    child_voice: text('voice'),
    fee_claimed: '250.00',
    mileage: '3',
    'notes to self': text('note'),
  },
});
const secondEpisode = aReturnRow({
  ...{ provider_ref: `${MARK}-2`, child_id: `${MARK}-id`, given_name: `${MARK}anna`, family_name: `${MARK}son` },
  ...{ date_of_birth: BORN, missing_at: '2018-05-24T18:00:00Z', returned_at: '2018-05-25T06:00:00Z' },
});
/** Rows that are held, each known to be this child's by another thing. */
const heldRows = [
  aReturnRow({
    provider_ref: 'held-1',
    child_id: `${MARK}-id`,
    date_of_birth: 'not a day',
    care_status: text('status'),
  }),
  aReturnRow({
    ...{ provider_ref: 'held-2', child_id: '', given_name: `${MARK}ANNA`, family_name: `${MARK}son` },
    ...{ date_of_birth: '1/6/2000', care_status: 'LAC' },
  }),
  aReturnRow({ provider_ref: `${MARK}-2`, child_id: '', given_name: '', family_name: '', date_of_birth: BORN }),
];
export const otherRow = (ref: string, cells: Readonly<Record<string, string>> = {}) =>
  aReturnRow({
    ...{ provider_ref: ref, child_id: `C-${ref}`, given_name: 'Other', family_name: `Sample-${ref}` },
    ...{ missing_at: '2018-05-10T18:00:00Z', returned_at: '2018-05-11T06:00:00Z', themes: 'Kept as it is', ...cells },
  });

export interface MarkedChild {
  readonly childId: string;
  readonly tables: readonly CatalogueTable[];
  /** Of the files that were received: the two that speak of the child, and the one that does not. */
  readonly files: { readonly shared: string; readonly held: string; readonly other: string };
}

/** Takes in returns about the child and others; the rest of the tables is made up by `markRest`. */
export async function receiveMarkedChild({ service }: TestService, superuser: Client): Promise<MarkedChild> {
  const receive = (...rows: Parameters<typeof aProviderReturn>) =>
    service.returns.receive(aReceivedReturn(aProviderReturn(...rows), AT));
  const shared = await receive(fullRow, otherRow('O1'), secondEpisode);
  const held = await receive(...heldRows, otherRow('O2', { date_of_birth: 'x' }));
  const other = await receive(otherRow('O3'));
  const { rows } = await superuser.query<{ child_id: string }>(
    'SELECT child_id FROM child_identity WHERE council_child_id = $1',
    [`${MARK}-id`],
  );
  return {
    childId: rows[0]?.child_id ?? '',
    tables: await readCatalogue(superuser),
    files: { shared: shared.submission, held: held.submission, other: other.submission },
  };
}

/** Columns of coded words and of who wrote a row: they say nothing by which a child is known, and take no free text. */
export const codedColumns: Readonly<Record<string, string>> = {
  'alert.rule_version': 'a version',
  'alert.step': 'a step of a rule',
  'alert_message.fault': 'a coded word',
  'child_identity.ethnicity': 'a code, and deleted with the row',
  'council_step.recorded_by': 'who wrote it',
  'council_step.taken_back_by': 'who wrote it',
  'deadline_correction.because': 'a coded word',
  'deadline_correction.corrected_by': 'who wrote it',
  'deadline.next_step': 'a step of a rule',
  'deadline.rule_version': 'a version',
  'deadline.superseded_because': 'a coded word',
  'episode_classification.code': 'M or A',
  'episode_classification.police_classification': 'a coded word',
  'episode_classification.police_risk': 'a coded word',
  'episode_classification.recorded_by': 'who wrote it',
  'episode_classification.status': 'a coded word',
  'finding_confirmation.code': 'the code of a check',
  'finding_confirmation.column_name': 'a column of the format',
  'finding_confirmation.confirmed_by': 'who wrote it',
  'interview.taxonomy_version': 'a version',
  'interview_requirement.not_completed_reason': 'a coded word',
  'missing_episode.start_placing_authority': 'the code of a council, which reports count by',
  'missing_episode.start_host_authority': 'the code of a council, which reports count by',
  'missing_episode.start_placement_type': 'a code, which reports count by',
  'notification_link.changed_by': 'who wrote it',
  'question_message.written_by': 'who wrote it',
  'return_correction.corrected_by': 'who wrote it',
  'row_change.answered_by': 'who wrote it',
  'row_change.state': 'a coded word',
  'third_party_information.recorded_by': 'who wrote it',
};

const isStamp = (column: string) => /\.(created_by|modified_by)$/.test(column);

/** Gives every other table that hangs on the child a row, and writes the mark into every free text of all of them. */
export async function markRest(superuser: Client, { childId, tables }: MarkedChild): Promise<readonly string[]> {
  await fillChildTables(superuser, tables, childId, ['deletion_decision']);
  await superuser.query(
    `UPDATE legal_hold SET lifted_at = now(), lift_reason = $2, lifted_by = (SELECT id FROM person LIMIT 1) WHERE child_id = $1`,
    [childId, MARK],
  );
  for (const table of ['child_merge', 'child_match'])
    await superuser.query(
      `UPDATE ${table} SET undone_at = now(), undo_reason = $2, undone_by = (SELECT id FROM person LIMIT 1) WHERE child_id = $1`,
      [childId, MARK],
    );
  for (const table of ['episode_merge', 'episode_distinction'])
    await superuser.query(
      `UPDATE ${table} SET undone_at = now(), undo_reason = $2, undone_by = (SELECT id FROM person LIMIT 1)
       WHERE episode_id IN (SELECT id FROM missing_episode WHERE child_id = $1)`,
      [childId, MARK],
    );
  const refused = await markChildTexts(
    superuser,
    tables,
    childId,
    needles,
    (column) => isStamp(column) || column in codedColumns,
  );
  await superuser.query(`UPDATE child_identity SET died_on = '2018-09-09' WHERE child_id = $1`, [childId]);
  return refused;
}

/** The data protection officer of the demonstration, doing what one of their grants allows. */
export async function officerContext(
  superuser: Client,
  fields: TransactionContext['fields'] = ['identity'],
): Promise<TransactionContext> {
  const { rows } = await superuser.query<{ id: string }>(
    `SELECT person_id AS id FROM membership WHERE authority = $1 AND role = 'data_protection_officer'`,
    [SUTTON],
  );
  const personId = rows[0]?.id ?? '';
  const { actor, role } = { actor: 'authority', role: 'data_protection_officer' } as const;
  return { ...systemContext(SUTTON, personId, 'test-request'), personId, actor, role, fields };
}
