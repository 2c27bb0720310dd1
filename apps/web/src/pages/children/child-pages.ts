import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Opened } from '#casework';
import { presentFaults, titleOf } from '../../http/form-faults.js';
import { PageRenderer } from '../../http/page-renderer.js';
import type { Page } from '../../http/page-renderer.js';
import { Problem } from '../../http/problem.js';
import { OtherPageFirst } from '../../http/see-other.js';

/** The pages of a child's record that a reason may be asked for, and to which its form leads on. */
export const recordPages = [
  'record',
  'evidence',
  'views',
  'restriction',
  'allocation',
  'subject-access',
  'keeping',
] as const;
export type RecordPage = (typeof recordPages)[number];

export function addressOf(childId: string, page: RecordPage): string {
  if (page === 'keeping') return `/retention/children/${childId}`;
  return page === 'record' ? `/children/${childId}` : `/children/${childId}/${page}`;
}

/** The answer to everything that is not there, or not for whoever asks: one sentence, whatever the cause. */
export function notThere(): Problem {
  return new Problem('not-found', 'There is nothing at this address.');
}

interface Visit {
  readonly childId: string;
  readonly page: RecordPage;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Shows pages about one child, or what stands in their place. */
@Injectable()
export class ChildPages {
  constructor(@Inject(PageRenderer) private readonly pages: PageRenderer) {}

  /** Shows what was opened; asks for the reason where one is needed; says of all the rest that it is not there. */
  show<Value>(opened: Opened<Value>, visit: Visit, present: (value: Value) => Page): Promise<string> {
    switch (opened.kind) {
      case 'opened':
        return this.pages.render(present(opened.value), visit.request, visit.reply);
      case 'reason-needed':
        return this.askReason(visit, '', null);
      case 'not-there':
        return Promise.reject(notThere());
    }
  }

  /** The form that asks why a restricted record is opened. */
  askReason(visit: Visit, reason: string, fault: string | null): Promise<string> {
    const faults = presentFaults(['reason'], fault === null ? null : { field: 'reason', text: fault });
    if (faults.isFaulty) visit.reply.status(422);
    const view = { ...faults, reason, page: visit.page, action: `/children/${visit.childId}/opening` };
    const title = titleOf('Reason for opening a record', faults);
    return this.pages.render(
      { template: 'children/reason', title, place: 'children', view },
      visit.request,
      visit.reply,
    );
  }
}

/** What was opened, for a page that can ask for no reason itself: `page` does, and comes first. */
export function openedOr<Value>(opened: Opened<Value>, childId: string, page: RecordPage): Value {
  if (opened.kind === 'not-there') throw notThere();
  if (opened.kind === 'reason-needed') throw new OtherPageFirst(addressOf(childId, page));
  return opened.value;
}

/** What a change came to, once its record was open; a record that asks for a reason first asks on its own page. */
export function changed<Value>(opened: Opened<Value>): { readonly value: Value } | 'reason-needed' {
  if (opened.kind === 'not-there') throw notThere();
  return opened.kind === 'reason-needed' ? opened.kind : { value: opened.value };
}
