import { isEqual } from '#domain/kernel';
import { columnsOf } from '#domain/submissions';
import type { ReceivedRow } from './row-outcome.js';
import type { TakenAs } from './taken-row.js';
import type { Fit } from './weigh-rows.js';

/** Whether the record of the case stays as it was. */
export function changesNothing({ before, after }: Fit): boolean {
  return before !== null && isEqual(before, after);
}

/**
 * As what each row of a fit is taken in. One row makes a new case: of those that have a last word it is the one that came
 * last, or else the first. A changed cell is told with the row that says it.
 */
export function rowsOfFit(fit: Fit): readonly (readonly [ReceivedRow, TakenAs])[] {
  const { group, speaker, before, after, identified, lastSaid: said } = fit;
  const effective = group.filter((row) => columnsOf(row).some((column) => said.get(column) === row));
  const first = effective.find((row) => row === speaker && row.earlier === null) ?? effective[0];
  const maker = before === null ? first : null;
  const effect = changesNothing(fit) && !identified.isChanged ? 'same' : 'changed';
  return group.map((row) => {
    const findings = row === speaker ? fit.findings : row.checked.told;
    const outcome = row === maker ? 'new' : effect;
    const differences = fit.differences.filter(({ column }) => {
      const teller = said.get(column);
      return row === (teller && group.includes(teller) ? teller : (effective.at(-1) ?? speaker));
    });
    return [row, { said, episodeId: after.episode.id, outcome, findings, differences }];
  });
}
