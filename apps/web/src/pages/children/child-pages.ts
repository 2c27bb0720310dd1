import type { Opened } from '#casework';
import type { Decision } from '#domain/access';
import type { FormFault } from '../../http/form-fault.js';
import { OtherPageFirst, seeOther } from '../../http/page.js';
import type { Answer, Page } from '../../http/page.js';
import { notThere } from '../../http/problem.js';

/** The pages of a child's record that a reason may be asked for, and to which its form leads on. */
export const recordPages = [
  'record',
  'evidence',
  'views',
  'restriction',
  'allocation',
  'merge',
  'merge/undo',
  'names',
  'subject-access',
  'keeping',
] as const;
export type RecordPage = (typeof recordPages)[number];

export function addressOf(childId: string, page: RecordPage): string {
  if (page === 'keeping') return `/retention/children/${childId}`;
  return page === 'record' ? `/children/${childId}` : `/children/${childId}/${page}`;
}

/** The page of what was opened; the form for the reason where one is needed; the record that it was merged into; all the rest is not there. */
export function openedPage<Value>(
  opened: Opened<Value>,
  childId: string,
  page: RecordPage,
  present: (value: Value) => Page,
): Answer {
  switch (opened.kind) {
    case 'opened':
      return present(opened.value);
    case 'reason-needed':
      return reasonPage(childId, page, '');
    case 'merged':
      return seeOther(addressOf(opened.into, page));
    case 'not-there':
      throw notThere();
  }
}

/** What was opened, for a page that can ask for no reason itself: `page` does, and comes first. */
export function openedOr<Value>(opened: Opened<Value>, childId: string, page: RecordPage): Value {
  if (opened.kind === 'not-there') throw notThere();
  if (opened.kind === 'merged') throw new OtherPageFirst(addressOf(opened.into, page));
  if (opened.kind === 'reason-needed') throw new OtherPageFirst(addressOf(childId, page));
  return opened.value;
}

/** The form that asks why a restricted record is opened. */
export function reasonPage(
  childId: string,
  page: RecordPage,
  reason: string,
  faults: readonly FormFault<'reason'>[] = [],
): Page {
  const view = { reason, page, action: `/children/${childId}/opening` };
  return { template: 'children/reason', title: 'Reason for opening a record', place: 'children', view, faults };
}

/**
 * Answers a form that changes a record: shows the form again where the change is refused, and leads on where it is done.
 * A record that asks for a reason first does so on its own page.
 */
export async function answerChange<Value, Refusal extends string>(
  opened: Opened<Decision<Value, Refusal>>,
  { childId, page }: { readonly childId: string; readonly page: RecordPage },
  refused: (because: Refusal) => Answer | Promise<Answer>,
  done: (value: Value) => string,
): Promise<Answer> {
  if (opened.kind === 'not-there') throw notThere();
  // A change reaches the record that goes on by itself; if it did not, its own page leads there.
  if (opened.kind !== 'opened') return seeOther(addressOf(childId, page));
  const decision = opened.value;
  return decision.kind === 'refused' ? refused(decision.because) : seeOther(done(decision.value));
}
