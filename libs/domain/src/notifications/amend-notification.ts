import { isSurelyAfter } from '../time/index.js';
import { notLinked } from './missing-notification.js';
import type { MissingNotification } from './missing-notification.js';
import type { SoundNotification } from './read-list.js';

/** The notification as a row leaves it: a blank cell keeps, `-` clears. The same row twice leaves the same. */
export function amendNotification(
  known: MissingNotification | null,
  said: SoundNotification,
  fresh: Pick<MissingNotification, 'id' | 'source' | 'describedChildId' | 'receivedAt' | 'listId'>,
): MissingNotification {
  const person = known?.person;
  return {
    id: known?.id ?? fresh.id,
    source: known?.source ?? said.source ?? fresh.source,
    reference: said.reference,
    person: {
      councilChildId: keep(said.child, person?.councilChildId),
      givenName: keep(said.given_name, person?.givenName),
      familyName: keep(said.family_name, person?.familyName),
      dateOfBirth: said.date_of_birth,
    },
    missingAt: said.missing,
    returnedAt: keep(said.returned, known?.returnedAt),
    policeClassification: keep(said.police_class, known?.policeClassification),
    policeRisk: keep(said.police_risk, known?.policeRisk),
    missingFrom: keep(said.missing_from, known?.missingFrom),
    describedChildId: known?.describedChildId ?? fresh.describedChildId,
    receivedAt: known?.receivedAt ?? fresh.receivedAt,
    listId: known ? known.listId : fresh.listId,
    link: known?.link ?? notLinked,
  };
}

function keep<Value>(said: Value | null | undefined, known: Value | null | undefined): Value | null {
  return said === undefined ? (known ?? null) : said;
}

/** Whether a row that is sound in itself still does not fit what was notified before. */
export function isReturnedBeforeMissing({
  missingAt,
  returnedAt,
}: Pick<MissingNotification, 'missingAt' | 'returnedAt'>): boolean {
  return returnedAt !== null && isSurelyAfter(missingAt, returnedAt);
}
