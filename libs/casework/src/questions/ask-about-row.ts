import { appendAudit } from '#access';
import type { Decision } from '#domain/access';
import type { AskingFault } from '#domain/questions';
import { inTransaction } from '#persistence';
import type { TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { isUuid } from '../children/open-child.js';
import { keepQuestion } from './ask-question.js';
import type { QuestionWish } from './ask-question.js';
import { findRow } from './held-rows.js';
import type { RowPlace, RowToAsk } from './held-rows.js';

type Database = Parameters<typeof inTransaction>[0];

/** Opens the form for a question about a row, on record; null where there is none for whoever asks. */
export function readRowToAsk(
  database: Database,
  context: TransactionContext,
  place: RowPlace,
): Promise<RowToAsk | null> {
  return inTransaction(database, context, async (tx) => {
    const found = await findRow(tx, place);
    const childIds = found?.childIds ?? [];
    const what = { action: 'HeldRowsRead', itemCount: found ? 1 : 0, childIds, ...itemOf(place) } as const;
    await appendAudit(tx, found ? what : { ...what, outcome: 'refused' }, newId);
    return found?.row ?? null;
  });
}

/** Asks the provider about a row that is held; gives the id of the question, or null where there is no such row. */
export function askAboutRow(
  casework: Casework,
  context: TransactionContext,
  place: RowPlace,
  wish: QuestionWish,
): Promise<Decision<string, AskingFault> | null> {
  return casework.write(context, async ({ tx }) => {
    const found = await findRow(tx, place);
    const refused = { action: 'QuestionAsk', itemCount: 0, outcome: 'refused', ...itemOf(place) } as const;
    if (found?.row.kind !== 'held') {
      await appendAudit(tx, { ...refused, childIds: found?.childIds ?? [] }, newId);
      return null;
    }
    const { row } = found.row;
    const decision = await keepQuestion(tx, { ...row, row, episodeId: null }, wish, found.childIds);
    if (decision.kind === 'refused')
      await appendAudit(tx, { ...refused, childIds: found.childIds, reason: decision.because }, newId);
    return decision;
  });
}

/** The submission of a row as it stands in the log; nothing where the address names none. */
function itemOf({ submissionId }: RowPlace): { readonly itemId?: string } {
  return isUuid(submissionId) ? { itemId: submissionId.toLowerCase() } : {};
}
