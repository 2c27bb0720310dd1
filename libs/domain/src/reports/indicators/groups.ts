import type { MissingCase } from '../../cases/index.js';
import { childGroupLabels, childGroups } from '../../children/index.js';
import { count } from '../cells.js';
import type { GroupRow } from '../mace-report.js';
import { childrenIn } from './counted.js';

/** Episodes that started in the period by where the child lived then. A child may stand in several groups. */
export function buildGroups(started: readonly MissingCase[]): readonly GroupRow[] {
  return childGroups.flatMap((group): readonly GroupRow[] => {
    const inGroup = started.filter(({ episode }) => episode.atStart.group === group);
    if (inGroup.length === 0) return [];
    const label = childGroupLabels[group];
    return [{ group, label, episodes: count(inGroup.length), children: count(childrenIn(inGroup)) }];
  });
}
