import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { purgeChild } from '#casework';
import { parseInstant, parseReportingMonth } from '#domain/time';
import type { TransactionContext } from '#persistence';
import { obtainMaceReport } from '#reports';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { MARK, findEverywhere, otherRows } from '../support/child-rows.js';
import { BORN, markRest, needles, officerContext, otherRow, receiveMarkedChild } from '../support/marked-child.js';
import type { MarkedChild } from '../support/marked-child.js';
import { testServers } from '../support/postgres.js';
import { aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { sightOf } from '../support/tenant-context.js';
import { connect } from '../support/two-authorities.js';

/** The address of a form that is held and is none of the child's. */
const otherForm = '/children/018f0000-0000-7000-8000-000000000000/opening';
const REASON = 'The time of keeping is over';

describe.each(testServers())('deleting a child on $name', (server) => {
  let test: TestService;
  let superuser: Client;
  let officer: TransactionContext;
  let marked: MarkedChild;
  let before: Awaited<ReturnType<typeof takeStock>>;
  let after: Awaited<ReturnType<typeof takeStock>>;

  const rowsOf = async (sql: string, parameters: readonly unknown[] = []) =>
    (await superuser.query<Record<string, unknown>>(sql, [...parameters])).rows;
  const reportOf = async (name: string) => {
    const month = parseReportingMonth(name);
    if (!month) throw new Error('not a month');
    const cutOff = parseInstant('2025-11-03T09:00:00Z');
    const request = { first: month, last: month, audience: 'mace', cutOff, rebuild: true } as const;
    const context = { ...officer, fields: ['aggregates'] } as const;
    const { report } = await obtainMaceReport(test.service.database, test.service.lists, context, request);
    return { ...report, builtAt: null, build: null, snapshotId: null };
  };

  /** All that must be the same afterwards: others’ rows, the figures, the log. */
  async function takeStock() {
    const [rows, changed] = [
      otherRows(marked.tables, marked.childId),
      // Files and lists speak of several children: what becomes of them is looked at apart.
      [
        ...['submission', 'submission_file', 'submission_row', 'finding', 'replayed_answer'],
        ...['notification_list', 'notification_list_file'],
      ],
    ];
    const conditions = Object.entries(rows).filter(
      ([name]) => ![...changed, 'audit_event', 'report_snapshot', 'deletion_decision'].includes(name),
    );
    return {
      others: await sightOf(superuser, Object.fromEntries(conditions)),
      lists: await rowsOf(`SELECT to_jsonb(l) - 'file_dropped_at' AS row FROM notification_list l ORDER BY id`),
      listFiles: await rowsOf(
        `SELECT md5(f.content) AS md5 FROM notification_list_file f WHERE NOT EXISTS (
           SELECT FROM notification_list_row r JOIN missing_notification n ON n.id = r.notification_id
           WHERE r.list_id = f.list_id AND n.child_id = $1) ORDER BY 1`,
        [marked.childId],
      ),
      submissions: await rowsOf(
        `SELECT to_jsonb(b) - '{file_dropped_at,file_dropped_because}'::text[] AS row FROM submission b ORDER BY id`,
      ),
      files: await rowsOf(
        'SELECT md5(content) AS md5 FROM submission_file WHERE NOT submission_id = ANY ($1) ORDER BY 1',
        [[marked.files.shared, marked.files.held]],
      ),
      receipts: await rowsOf(
        `SELECT to_jsonb(r) AS row FROM submission_row r WHERE record->>'given_name' = 'Other' ORDER BY submission_id, row_number`,
      ),
      findings: await rowsOf(
        `SELECT to_jsonb(f) AS row FROM finding f JOIN submission_row r USING (authority, submission_id, row_number)
         WHERE r.record->>'given_name' = 'Other' ORDER BY submission_id, finding_number`,
      ),
      outcomes: await rowsOf('SELECT submission_id, row_number, outcome, episode_id FROM submission_row ORDER BY 1, 2'),
      reports: [await reportOf('2018-05'), await reportOf('2025-10')],
    };
  }

  /** The form of another row, whose number begins like that of a row of the child. */
  const otherRowForm = () => `/questions/rows/${marked.files.held}/20`;

  /** Forms that came too late: of the child, of what hangs on it, and of something else. */
  async function holdForms(): Promise<void> {
    const [ids] = await rowsOf(
      `SELECT e.id AS episode, a.id AS admission, h.id AS hold, n.id AS notice,
         (SELECT q.id FROM provider_question q JOIN missing_episode o ON o.id = q.episode_id
          WHERE o.child_id = e.child_id LIMIT 1) AS question
       FROM missing_episode e JOIN child_admission a USING (child_id) JOIN legal_hold h USING (child_id)
       JOIN viewing_notice n USING (child_id) WHERE child_id = $1 LIMIT 1`,
      [marked.childId],
    );
    const [episode, admission, hold, notice, question] = ['episode', 'admission', 'hold', 'notice', 'question'].map(
      (id) => String(ids?.[id]),
    );
    const ofChild = [
      ...[
        `/children/${marked.childId}/opening`,
        `/retention/children/${marked.childId.toUpperCase()}/hold?authority=X`,
      ],
      ...[`/episodes/${episode}`, `/break-glass/${admission}/review`, `/retention/holds/${hold}/lift`],
      ...[`/notices/${notice}/seen`, `/questions/${question}/answers`, `/questions/rows/${marked.files.held}/2`],
    ];
    const ofOthers = [otherForm, otherRowForm()];
    for (const [path, text] of [
      ...ofChild.map((path) => [path, MARK]),
      ...ofOthers.map((path) => [path, 'Kept as it is']),
    ])
      await superuser.query(
        `INSERT INTO held_form (id, person_id, path, fields, held_at, expires_at)
         VALUES (gen_random_uuid(), $1, $2, $3, now(), now() + interval '12 hours')`,
        [officer.personId, path, JSON.stringify([{ name: 'reason', value: text }])],
      );
  }

  /** The answers that are kept for whoever repeats the request: of the file that speaks of the child, and of another. */
  async function keepAnswers(): Promise<void> {
    for (const [submission, body] of [
      [marked.files.shared, MARK],
      [await otherFile(), 'Kept as it is'],
    ] as const) {
      const key = 'INSERT INTO idempotency_key SELECT authority, provider_id, $2, content_sha256, now(), id';
      await superuser.query(`${key} FROM submission WHERE id = $1`, [submission, submission]);
      await superuser.query(
        `INSERT INTO replayed_answer SELECT authority, provider_id, client_key, submission_id, 201, '/', $2
         FROM idempotency_key WHERE submission_id = $1`,
        [submission, body],
      );
    }
  }
  const otherFile = async () => {
    const [other] = await rowsOf(
      'SELECT submission_id FROM submission_file WHERE NOT submission_id = ANY ($1) LIMIT 1',
      [[marked.files.shared, marked.files.held]],
    );
    return String(other?.['submission_id']);
  };

  beforeAll(async () => {
    test = await createTestService({ server, months: 1, authorities: 2 });
    superuser = await connect(test.database.superuserUrl);
    officer = await officerContext(superuser);
    marked = await receiveMarkedChild(test, superuser);
  }, 60_000);
  afterAll(async () => {
    await superuser.end();
    await test.close();
  });

  it('is proved on a child of whom every table holds something', async () => {
    expect(await markRest(superuser, marked)).toEqual([]);
    await holdForms();
    await keepAnswers();
    expect(await findEverywhere(superuser, needles)).toEqual(
      expect.arrayContaining([
        ...[
          'case_text.themes',
          'child_admission.reason',
          'child_allocation.team',
          'child_care_status.placement_outward_code',
        ],
        ...[
          'child_identity.date_of_birth',
          'child_identity.died_on',
          'child_identity.home_postcode',
          'finding.message',
        ],
        ...[
          'interview_offer.method',
          'legal_hold.lift_reason',
          'legal_hold.reason',
          'missing_episode.start_placement_outward_code',
        ],
        ...['child_opening.reason', 'held_form.fields', 'replayed_answer.body', 'person_idempotency_key.body'],
        ...['source_reference.ref', 'submission_file.content', 'submission_row.record', 'submission_row.ref'],
        'submission_row.awaited_ref',
        ...['episode_classification.council_classification', 'third_party_information.information'],
        ...['provider_question.ref', 'provider_question.column_name', 'question_message.words'],
      ]),
    );
    before = await takeStock();
  });

  it('leaves nothing by which the child could be known, anywhere in the database', async () => {
    const log = await rowsOf('SELECT to_jsonb(e) AS row FROM audit_event e ORDER BY id');
    const subjects = await rowsOf('SELECT * FROM audit_subject ORDER BY event_id, child_id');
    expect(await purgeChild(test.service.casework, officer, marked.childId, REASON)).toBeNull();
    expect(await findEverywhere(superuser, needles)).toEqual([]);
    expect(await rowsOf('SELECT to_jsonb(e) AS row FROM audit_event e ORDER BY id')).toEqual(
      expect.arrayContaining(log),
    );
    expect(await rowsOf('SELECT * FROM audit_subject ORDER BY event_id, child_id')).toEqual(
      expect.arrayContaining(subjects),
    );
    after = await takeStock();
  });

  it('changes no figure of a report', () => {
    expect(before.reports[0]?.headline.episodes).not.toEqual({ value: 0 });
    expect(after.reports).toEqual(before.reports);
  });

  it('touches no row of another child, and no receipt', () => {
    expect([before.receipts.length, before.findings.length]).toEqual([3, 1]);
    expect(Object.keys(before.others).length).toBeGreaterThan(20);
    expect({ ...after, reports: [] }).toEqual({ ...before, reports: [] });
  });

  it('drops the forms held for people that are about the child, to which no foreign key leads, and no others', async () => {
    expect(await rowsOf('SELECT path FROM held_form ORDER BY path')).toEqual([
      { path: otherForm },
      { path: otherRowForm() },
    ]);
  });

  it('drops the answer kept about a file that speaks of the child, and no other; the key stays, so that nothing is done twice', async () => {
    expect(await rowsOf('SELECT body FROM replayed_answer')).toEqual([{ body: 'Kept as it is' }]);
    expect(await rowsOf('SELECT FROM idempotency_key')).toHaveLength(2);
  });

  it('drops why the record was opened and who was told of it', async () => {
    for (const table of ['child_opening', 'viewing_notice'])
      expect([table, await rowsOf(`SELECT FROM ${table} WHERE child_id = $1`, [marked.childId])]).toEqual([table, []]);
  });

  it('guards what remains, the record and its episodes alike', async () => {
    const guards = `SELECT c.is_guarded AS child, e.is_guarded AS episode
      FROM child c JOIN missing_episode e ON e.child_id = c.id WHERE c.id = $1`;
    const guarded = { child: true, episode: true };
    expect(await rowsOf(guards, [marked.childId])).toEqual([guarded, guarded]);
  });

  it('keeps the opaque record, the coarse facts and the hash of each file, with the reason', async () => {
    const [child] = await rowsOf('SELECT deleted_at IS NOT NULL AS gone FROM child WHERE id = $1', [marked.childId]);
    expect(child).toEqual({ gone: true });
    const episodes = await rowsOf('SELECT start_age, returned_at FROM missing_episode WHERE child_id = $1', [
      marked.childId,
    ]);
    expect(episodes).toHaveLength(2);
    const factors = `SELECT f.code FROM factor_observation f JOIN interview i ON i.id = f.interview_id
      JOIN missing_episode e ON e.id = i.episode_id WHERE e.child_id = $1 ORDER BY 1`;
    expect(await rowsOf(factors, [marked.childId])).toEqual([{ code: 'PL02' }, { code: 'PU01' }]);
    const dropped = await rowsOf(
      `SELECT id, file_dropped_because, length(content_sha256) AS hash FROM submission WHERE file_dropped_at IS NOT NULL ORDER BY id`,
    );
    const files = [marked.files.shared, marked.files.held].sort();
    expect(dropped).toEqual(files.map((id) => ({ id, file_dropped_because: 'child_deleted', hash: 32 })));
  });

  it('is on record with who, when, from which day and why', async () => {
    const decisions = await rowsOf(
      'SELECT child_id, decided_by, due_on::text, reason, executed_at IS NOT NULL AS done FROM deletion_decision',
    );
    const due = `${Number(BORN.slice(0, 4)) + 24}${BORN.slice(4)}`;
    expect(decisions).toEqual([
      { child_id: marked.childId, decided_by: officer.personId, due_on: due, reason: REASON, done: true },
    ]);
    const events = await rowsOf(
      `SELECT e.person_id, e.role, e.reason FROM audit_event e JOIN audit_subject s ON s.event_id = e.id
       WHERE e.action = 'ChildDelete' AND s.child_id = $1`,
      [marked.childId],
    );
    expect(events).toEqual([{ person_id: officer.personId, role: 'data_protection_officer', reason: REASON }]);
  });

  it('is done once: then the child is one that is not there', async () => {
    expect(await purgeChild(test.service.casework, officer, marked.childId, REASON)).toBe('no-such-child');
  });

  it('makes a new child of the same council ID, when a return names it again', async () => {
    const row = aReturnRow({
      provider_ref: `${MARK}-1`,
      child_id: `${MARK}-id`,
      date_of_birth: BORN,
    });
    const result = await test.service.returns.receive(
      aReceivedReturn(aProviderReturn({ ...row, ...sampleTimes }, otherRow('O1')), '2018-07-02T09:00:00Z'),
    );
    expect(result).toMatchObject({ new: 1, same: 1, held: 0 });
    const children = await rowsOf(
      `SELECT i.child_id FROM child_identity i WHERE i.council_child_id = $1 AND i.child_id <> $2`,
      [`${MARK}-id`, marked.childId],
    );
    expect(children).toHaveLength(1);
  });
});

const sampleTimes = { missing_at: '2018-05-30T18:00:00Z', returned_at: '2018-05-31T06:00:00Z' };
