import { notLinked } from '#domain/notifications';
import type { MissingNotification, NotifiedPerson } from '#domain/notifications';
import { parseDay } from '#domain/time';
import { aMoment, anInstant } from './moments.js';

export interface NotificationWords extends Partial<Pick<MissingNotification, 'id' | 'source' | 'reference' | 'link'>> {
  readonly missing?: string;
  readonly returned?: string | null;
  readonly person?: Partial<Omit<NotifiedPerson, 'dateOfBirth'>> & { readonly dateOfBirth?: string };
}

/** What the police notified of the child of `aChild`: missing overnight, back in the morning of 11 October 2025. */
export function aNotification(words: NotificationWords = {}): MissingNotification {
  const { missing = '2025-10-10T20:00:00Z', returned = '2025-10-11T08:00:00Z', person = {} } = words;
  const { dateOfBirth = '2010-03-14', ...names } = person;
  return {
    id: words.id ?? 'notification-1',
    source: words.source ?? 'police',
    reference: words.reference ?? 'P100',
    person: {
      councilChildId: 'S1001',
      givenName: 'Testa',
      familyName: 'Ashgrove-Sample',
      dateOfBirth: parseDay(dateOfBirth),
      ...names,
    },
    describedChildId: 'described-1',
    missingAt: aMoment(missing),
    returnedAt: returned === null ? null : aMoment(returned),
    policeClassification: null,
    policeRisk: null,
    missingFrom: null,
    receivedAt: anInstant('2025-10-12T09:00:00Z'),
    listId: null,
    link: words.link ?? notLinked,
  };
}
