import type { MissingCase } from '../../cases/index.js';
import { ethnicityGroup, ethnicityGroups } from '../../children/index.js';
import type { EthnicityGroup } from '../../children/index.js';
import { count } from '../cells.js';
import type { DemographicRow, Demographics } from '../mace-report.js';
import { childrenIn, compareText, groupBy } from './counted.js';
import { placementGroup, placementGroups } from './placement-group.js';

const NOT_KNOWN = 'not_known';

const ethnicityKeys: Readonly<Record<EthnicityGroup, string>> = {
  White: 'white',
  Mixed: 'mixed',
  Asian: 'asian',
  Black: 'black',
  Other: 'other',
  Unknown: NOT_KNOWN,
};

/** Who the children were at the start of each episode. A child counts once in each category that holds. */
export function buildDemographics(started: readonly MissingCase[]): Demographics {
  const genderRows = rowsOf(started, genderKey, (key) => (key === NOT_KNOWN ? 'Not known' : capitalised(key)));
  return {
    age: [
      ...rowsOf(
        started,
        ({ episode }) => String(episode.atStart.age),
        (key) => key,
      ),
    ].sort((left, right) => Number(left.key) - Number(right.key)),
    gender: [...genderRows].sort(
      (left, right) =>
        Number(left.key === NOT_KNOWN) - Number(right.key === NOT_KNOWN) || compareText(left.key, right.key),
    ),
    ethnicity: inOrder(
      rowsOf(started, ({ episode }) => ethnicityKeys[ethnicityGroup(episode.atStart.ethnicity)], ethnicityLabel),
      ethnicityGroups.map((group) => ethnicityKeys[group]),
    ),
    placement: inOrder(
      rowsOf(started, ({ episode }) => placementGroup(episode.atStart), placementLabel),
      placementGroups.map(({ key }) => key),
    ),
  };
}

function rowsOf(
  started: readonly MissingCase[],
  keyOf: (missingCase: MissingCase) => string,
  labelOf: (key: string) => string,
): readonly DemographicRow[] {
  return [...groupBy(started, keyOf)].map(([key, cases]) => ({
    key,
    label: labelOf(key),
    episodes: count(cases.length),
    children: count(childrenIn(cases)),
  }));
}

function inOrder(rows: readonly DemographicRow[], order: readonly string[]): readonly DemographicRow[] {
  return [...rows].sort((left, right) => order.indexOf(left.key) - order.indexOf(right.key));
}

function genderKey({ episode }: MissingCase): string {
  return episode.atStart.gender ?? NOT_KNOWN;
}

function ethnicityLabel(key: string): string {
  return ethnicityGroups.find((group) => group !== 'Unknown' && ethnicityKeys[group] === key) ?? 'Not known';
}

function placementLabel(key: string): string {
  return placementGroups.find((group) => group.key === key)?.label ?? key;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
