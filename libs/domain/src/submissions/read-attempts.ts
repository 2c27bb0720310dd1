import { offerOutcomes } from '../interviews/index.js';
import type { OfferOutcome } from '../interviews/index.js';
import type { Moment } from '../time/index.js';
import { note } from './check-words.js';
import { shorten } from './finding.js';
import type { Note } from './finding.js';
import { moment } from './read-cell.js';
import type { CellReader } from './read-cell.js';
import { attemptResultNotKnown } from './rules/pr-037-attempt-result-not-known.js';

export interface Attempt {
  readonly at: Moment;
  readonly method: string | null;
  readonly outcome: OfferOutcome | null;
}

/** `dd/mm/yyyy hh:mm=method=result;…`: the attempts to reach the child, in the order given. */
export const attempts: CellReader<readonly Attempt[]> = (cell, lists) => {
  const notes: Note[] = [];
  const read: Attempt[] = [];
  for (const item of cell
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')) {
    const [when = '', method = '', result = ''] = item.split('=').map((part) => part.trim());
    const at = moment(when, lists);
    const outcome = offerOutcomes.find((known) => known === result.toLowerCase().replaceAll(/[\s-]+/g, '_'));
    notes.push(...at.notes);
    if (result !== '' && outcome === undefined) {
      notes.push(note(attemptResultNotKnown, shorten(item), offerOutcomes.join(', ')));
    }
    if (at.value !== undefined)
      read.push({ at: at.value, method: method === '' ? null : method, outcome: outcome ?? null });
  }
  return notes.some((note) => note.severity === 'error') ? { notes } : { value: read, notes };
};
