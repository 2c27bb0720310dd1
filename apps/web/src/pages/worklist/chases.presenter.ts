import type { NamedExpectedReturn } from '#casework';
import { showInstant } from '#domain/time';
import { showDue, showMonth } from '../expected-returns/return-words.js';

/** A provider return that was chased and has still not come. */
export interface ChaseView {
  readonly provider: string;
  readonly month: string;
  readonly due: string;
  readonly chased: string;
}

/** The open chases, the longest overdue first. */
export function presentChases(chases: readonly NamedExpectedReturn[]): readonly ChaseView[] {
  return chases.toReversed().map(({ provider, month, dueOn, chasedAt }) => ({
    provider: provider.name,
    month: showMonth(month),
    due: showDue(dueOn),
    chased: chasedAt === null ? '' : showInstant(chasedAt),
  }));
}
