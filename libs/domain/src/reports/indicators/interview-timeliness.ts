import { completedInterviews } from '../../cases/index.js';
import type { MissingCase } from '../../cases/index.js';
import { childGroupLabels, childGroups } from '../../children/index.js';
import { hasDeclined, interviewTiming, offerTiming } from '../../deadlines/index.js';
import type { Timing } from '../../deadlines/index.js';
import { childsAnswer, isOfferedToCarerOnly } from '../../interviews/index.js';
import type { ProviderId } from '../../kernel/index.js';
import type { Instant } from '../../time/index.js';
import type { InterviewCounts, InterviewRow, InterviewRowKey } from '../mace-report.js';
import { compareText, groupBy } from './counted.js';
import { interviewRow } from './interview-row.js';
import { returnsByDuty } from './returns.js';
import type { RequiredReturn } from './returns.js';

/** How a provider is named in a report. */
export interface ReportProvider {
  readonly code: string;
  readonly name: string;
}

const NO_PROVIDER = 'none';

/** The interview funnel by return in the period: over all, by group and by provider; rows with a return only. */
export function buildInterviewRows(
  returned: readonly MissingCase[],
  cutOff: Instant,
  providers: ReadonlyMap<ProviderId, ReportProvider>,
): readonly InterviewRow[] {
  const row = (key: InterviewRowKey, cases: readonly MissingCase[]) =>
    interviewRow(key, interviewCounts(cases, cutOff));
  const byGroup = childGroups.map((group) => {
    const cases = returned.filter(({ episode }) => episode.atStart.group === group);
    return { key: { by: 'group', key: group, label: childGroupLabels[group] } as const, cases };
  });
  const byProvider = [...groupBy(returned, ({ episode }) => episode.providerId)]
    .map(([id, cases]) => ({ key: providerKey(id, providers), cases }))
    .sort((left, right) => compareProviders(left.key.key, right.key.key));
  return [
    row({ by: 'all', key: 'all', label: 'All returns' }, returned),
    ...[...byGroup, ...byProvider].filter(({ cases }) => cases.length > 0).map(({ key, cases }) => row(key, cases)),
  ];
}

function interviewCounts(cases: readonly MissingCase[], cutOff: Instant): InterviewCounts<number> {
  const duties = returnsByDuty(cases, cutOff);
  const { required } = duties;
  const that = (holds: (each: RequiredReturn) => boolean) => required.filter(holds).length;
  const offered = (timing: Timing) => that((each) => offerTiming(each.missingCase, each.returnedAt) === timing);
  const held = (timing: Timing) => that((each) => interviewTiming(each.missingCase, each.returnedAt) === timing);
  return {
    returned: duties.returned.length,
    required: required.length,
    notYetDue: duties.notYetDue.length,
    otherAuthorityDuty: duties.otherAuthorityDuty.length,
    cancelled: duties.cancelled.length,
    notCounted: duties.notCounted.length,
    offered: that((each) => offerTiming(each.missingCase, each.returnedAt) !== null),
    offeredCarerOnly: that(({ missingCase: each }) => isOfferedToCarerOnly(each.offers, completedInterviews(each))),
    offeredIn72h: offered('in_time'),
    offeredCannotTell: offered('cannot_tell'),
    accepted: that(({ missingCase: each }) => childsAnswer(each.offers, completedInterviews(each)) === 'accepted'),
    declined: that(({ missingCase }) => hasDeclined(missingCase)),
    completed: that((each) => interviewTiming(each.missingCase, each.returnedAt) !== null),
    completedIn72h: held('in_time'),
    late: held('late'),
    cannotTell: held('cannot_tell'),
  };
}

/** A provider that nobody knows is a fault of the caller: its returns must not vanish into another row. */
function providerKey(id: ProviderId | null, providers: ReadonlyMap<ProviderId, ReportProvider>): InterviewRowKey {
  if (id === null) return { by: 'provider', key: NO_PROVIDER, label: 'No provider was asked' };
  const provider = providers.get(id);
  if (!provider) throw new Error(`The report was given no provider ${id}.`);
  return { by: 'provider', key: provider.code, label: provider.name };
}

function compareProviders(left: string, right: string): number {
  if (left === NO_PROVIDER || right === NO_PROVIDER)
    return Number(left === NO_PROVIDER) - Number(right === NO_PROVIDER);
  return compareText(left, right);
}
