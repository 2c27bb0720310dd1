import type { Service } from '#service';
import { readSentReturn } from '#submissions';
import type { RowCursor, SentReturnPage } from '#submissions';
import type { Acting } from '../../http/acting.js';
import type { FormFault } from '../../http/form-fault.js';
import type { Page } from '../../http/page.js';
import { notThere } from '../../http/problem.js';
import { presentConfirmations } from '../confirmations/confirmations.presenter.js';
import type { TypedWarning } from '../confirmations/confirmations.presenter.js';
import { presentSentReturn } from './sent-return.presenter.js';

interface Shown {
  readonly after: RowCursor | null;
  /** A reason that was typed and not taken. */
  readonly typed?: TypedWarning | null;
  readonly faults?: readonly FormFault[];
}

/** What became of one return; with what its sender may confirm of it, and what was wrong with the last answer. */
export async function openSentReturn(
  { database, lists }: Pick<Service, 'database' | 'lists'>,
  acting: Acting,
  id: string,
  { after, typed = null, faults }: Shown,
): Promise<{ readonly found: SentReturnPage; readonly page: Page }> {
  const context = acting.to('return.sent.read');
  const found = await readSentReturn(database, context, id, { after, lists });
  if (!found) throw notThere();
  const { authority, actor } = context;
  const isSender = actor === 'provider' && acting.find('return.upload') !== null;
  const view = {
    ...presentSentReturn(found, {
      ...{ authority, isSender, isFirst: after === null, council: lists.authorityName(authority) },
    }),
    confirmations: found.answerable && presentConfirmations(id, found.answerable, authority, typed),
  };
  const title = 'What became of a return';
  const page: Page = { template: 'provider-returns/sent-return', title, place: 'sent-returns', view };
  return { found, page: faults === undefined ? page : { ...page, faults } };
}
