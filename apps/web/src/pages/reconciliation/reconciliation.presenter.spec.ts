import { describe, expect, it } from '@jest/globals';
import type { NamedDifference, NamedReconciliation } from '#casework';
import { parseReportingMonth } from '#domain/time';
import { aMissingCase, aMoment, aNotification } from '../../../../../test/builders/index.js';
import { presentReconciliation } from './reconciliation.presenter.js';

const notOnRecord: NamedDifference = {
  ...{ childId: 'c1', child: 'S1001', missingAt: aMoment('2025-10-10T20:00:00Z') },
  ...{ returnedAt: aMoment('2025-10-11T08:00:00Z'), episode: null, notifications: [aNotification({ id: 'n1' })] },
};
const { code, policeClassification, policeRisk, councilClassification } = aMissingCase().episode;
const onRecord: NamedDifference = {
  ...notOnRecord,
  episode: {
    ...{ id: 'e1', refs: [], provider: null, code, policeClassification, policeRisk, councilClassification },
  },
};

describe('presentReconciliation', () => {
  const leads = (difference: NamedDifference, may: { readonly link: boolean; readonly refer: boolean }) => {
    const month = parseReportingMonth('2025-10');
    if (!month) throw new Error('October is a month.');
    const side = { episodes: 1, children: 1 };
    const none = { referredNotReturned: [], returnedNotNotified: [], notOnRecord: [], doubtful: [], withoutAction: [] };
    const read: NamedReconciliation = {
      counts: { notified: side, referred: side, returned: side, known: side, neverReferred: [], ...none },
      lists: { neverReferred: [difference], ...none },
      restrictedCount: null,
    };
    return presentReconciliation(read, 'Sutton', month, month, may).sections[0]?.rows[0]?.refer;
  };

  it('leads from a child whom nobody was asked about to the referral of the episode', () =>
    expect(leads(onRecord, { link: false, refer: true })?.href).toBe('/children/c1/episodes/e1/referral'));

  it('leads to the form of an episode, filled in for those alone who may open the notification', () => {
    expect(leads(notOnRecord, { link: true, refer: true })?.href).toBe('/episodes/new?notification=n1');
    expect(leads(notOnRecord, { link: false, refer: true })?.href).toBe('/episodes/new');
  });

  it('leads nowhere for those who refer no episode', () =>
    expect([onRecord, notOnRecord].map((each) => leads(each, { link: true, refer: false }))).toEqual([null, null]));
});
