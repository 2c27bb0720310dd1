import { appendAudit } from '#access';
import { matchAll } from '#casework';
import { matchChild } from '#domain/children';
import type { ChildIdentity } from '#domain/children';
import { isEqual } from '#domain/kernel';
import { amendNotification, isReturnedBeforeMissing, isSettledByPerson } from '#domain/notifications';
import type {
  MissingNotification,
  NotificationDoubt,
  NotificationSource,
  ReadNotification,
  SoundNotification,
} from '#domain/notifications';
import type { Finding } from '#domain/submissions';
import { findNotifications, saveNotifications } from '#persistence';
import type { Transaction } from '#persistence';
import { newId } from '#platform';

/** A row of a list after every check that needs nothing but the list. */
export interface CheckedNotification extends ReadNotification {
  readonly cells: Readonly<Record<string, string>>;
}

/** What became of a row. */
export interface NotificationOutcome {
  readonly row: CheckedNotification;
  readonly outcome: 'new' | 'same' | 'changed' | 'held';
  readonly notificationId: string | null;
  readonly findings: readonly Finding[];
}

interface ListOrigin {
  readonly listId: string;
  readonly source: NotificationSource;
}

/** Applies rows of a list: what each makes of its notification, and to which child and episode that belongs. */
export async function applyNotifications(
  tx: Transaction,
  list: ListOrigin,
  rows: readonly CheckedNotification[],
): Promise<readonly NotificationOutcome[]> {
  const known = await loadKnown(tx, list, rows);
  const described = await loadDescribed(tx, rows);
  const outcomes = rows.map((row) => decide(row, { list, known, described }, tx));
  const amended = outcomes.flatMap(({ after }) => (after ? [after] : []));
  const linked = new Map((await matchAll(tx, amended.filter(isOpen))).map((each) => [each.id, each]));
  const finals = amended.map((each) => linked.get(each.id) ?? each);
  const before = new Map([...known.values()].map((each) => [each.id, each]));
  await saveNotifications(
    tx,
    finals.filter((each) => !isEqual(before.get(each.id), each)),
  );
  const childIds = finals.flatMap(({ link }) => link.childId ?? []);
  await appendAudit(
    tx,
    { action: 'NotificationListReceive', itemId: list.listId, itemCount: finals.length, childIds },
    newId,
  );
  return outcomes.map(({ after, ...outcome }) => {
    const final = after && (linked.get(after.id) ?? after);
    return final ? { ...outcome, findings: [...outcome.findings, ...linkFindings(outcome.row, final)] } : outcome;
  });
}

/** Not yet tied to an episode, and not set apart from all by hand. */
function isOpen({ link }: MissingNotification): boolean {
  return link.episodeId === null && !isSettledByPerson(link);
}

interface OnRecord {
  readonly list: ListOrigin;
  readonly known: ReadonlyMap<string, MissingNotification>;
  readonly described: ChildIdentity[];
}

function decide(
  row: CheckedNotification,
  { list, known, described }: OnRecord,
  tx: Transaction,
): NotificationOutcome & { readonly after: MissingNotification | null } {
  const { sound } = row;
  const held = (...more: readonly Finding[]) =>
    ({ row, outcome: 'held', notificationId: null, findings: [...row.findings, ...more], after: null }) as const;
  if (sound === null) return held();
  const source = sound.source ?? list.source;
  const before = known.get(keyOf(source, sound.reference)) ?? null;
  const fresh = { id: newId(), source, receivedAt: tx.now, listId: list.listId };
  const after = amendNotification(before, sound, { ...fresh, describedChildId: describedChild(sound, described) });
  if (isReturnedBeforeMissing(after)) {
    const message = 'returned, as it is on record, lies before missing; send the row with both.';
    return held(finding(row, 'NL-105', 'error', 'missing', message));
  }
  const outcome = before === null ? 'new' : isEqual(before, after) ? 'same' : 'changed';
  return { row, outcome, notificationId: after.id, findings: row.findings, after };
}

/** The id of a child by what lists say of it: the same child has the same one, in this list and in earlier ones. */
function describedChild(sound: SoundNotification, described: ChildIdentity[]): string {
  const person = {
    ...{ councilChildId: sound.child ?? null, givenName: sound.given_name ?? null },
    ...{ familyName: sound.family_name ?? null, dateOfBirth: sound.date_of_birth },
  };
  const match = matchChild(person, described);
  if (match.kind === 'known') return match.child.childId;
  const childId = newId();
  described.push({ childId, ...person, gender: null, ethnicity: null, homePostcode: null });
  return childId;
}

function linkFindings(row: CheckedNotification, { link }: MissingNotification): readonly Finding[] {
  if (link.episodeId !== null || isSettledByPerson(link)) return [];
  if (link.doubt !== null) return [finding(row, 'NL-202', 'warning', null, doubtWords[link.doubt])];
  return link.childId === null
    ? [
        finding(
          row,
          'NL-201',
          'warning',
          null,
          'No record answers to this child; record the episode, or correct who it is.',
        ),
      ]
    : [
        finding(
          row,
          'NL-203',
          'warning',
          null,
          'No episode of this child is on record for these times; record and refer it.',
        ),
      ];
}

const doubtWords: Readonly<Record<NotificationDoubt, string>> = {
  several_children: 'Several children answer to this; choose the one on the page of the notification.',
  date_of_birth_differs: 'The council child ID is known with another date of birth; check both.',
  several_episodes: 'Several episodes of the child fit these times; choose the one on the page of the notification.',
  return_not_known: 'It may belong to an episode, as no return is known; settle it on the page of the notification.',
  reference_of_another_child: 'The reference stands on an episode of another child; check reference and child.',
};

function finding(
  row: CheckedNotification,
  code: string,
  severity: Finding['severity'],
  column: string | null,
  message: string,
): Finding {
  return { code, severity, row: row.row, ref: row.reference, column, message };
}

function keyOf(source: string, reference: string): string {
  return `${source}|${reference}`;
}

async function loadKnown(
  tx: Transaction,
  list: ListOrigin,
  rows: readonly CheckedNotification[],
): Promise<ReadonlyMap<string, MissingNotification>> {
  const sound = rows.flatMap((row) => row.sound ?? []);
  const found = await findNotifications(
    tx,
    '(i.source, i.reference) IN (SELECT * FROM unnest($2::text[], $3::text[]))',
    [sound.map(({ source }) => source ?? list.source), sound.map(({ reference }) => reference)],
  );
  return new Map(found.map((each) => [keyOf(each.source, each.reference), each]));
}

/** Whom earlier notifications named, each as a child with the id that they share. */
async function loadDescribed(tx: Transaction, rows: readonly CheckedNotification[]): Promise<ChildIdentity[]> {
  const sound = rows.flatMap((row) => row.sound ?? []);
  const found = await findNotifications(
    tx,
    'i.council_child_id = ANY($2::text[]) OR i.date_of_birth = ANY($3::date[])',
    [sound.flatMap(({ child }) => child ?? []), [...new Set(sound.map(({ date_of_birth: born }) => born.toString()))]],
  );
  const children = found.map(({ describedChildId, person }) => ({
    ...{ childId: describedChildId, ...person },
    ...{ gender: null, ethnicity: null, homePostcode: null },
  }));
  return [...new Map(children.map((child) => [child.childId, child])).values()];
}
