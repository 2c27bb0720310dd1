import { describe, expect, it } from '@jest/globals';
import { maySeeChild } from './child-visibility.js';
import type { Reach } from './reach.js';
import type { ChildAccessFacts, Viewer } from './viewer.js';

const aViewer = (reach: Reach, parts: Partial<Viewer> = {}): Viewer => ({
  ...{ authority: 'E09000029', personId: 'sam', providerId: null, team: 'North', reach, fields: [] },
  ...parts,
});

const aChild = (facts: Partial<ChildAccessFacts> = {}): ChildAccessFacts => ({
  ...{ authority: 'E09000029', restriction: [], admission: [], emergency: [], deletion: [] },
  ...{ allocation: [], episode: [], placement: [] },
  ...facts,
});

const restricted = { restriction: [{}] };
const bySam = [{ person: 'sam' }];
const atHarbour = aViewer('provider', { providerId: 'harbour', team: null });

describe('maySeeChild', () => {
  it.each<[string, Viewer, ChildAccessFacts, boolean]>([
    ['lets the council’s whole view reach any child', aViewer('authority'), aChild(), true],
    ['ends at the border of the authority', aViewer('authority'), aChild({ authority: 'E09000001' }), false],
    ['shows a team its own', aViewer('team'), aChild({ allocation: [{ person: null, team: 'North' }] }), true],
    ['hides another team’s', aViewer('team'), aChild({ allocation: [{ person: 'sam', team: 'South' }] }), false],
    ['hides from a team a child that has none', aViewer('team'), aChild(), false],
    [
      'takes no team at all for no team',
      aViewer('team', { team: null }),
      aChild({ allocation: [{ person: null, team: '' }] }),
      false,
    ],
    ['shows a worker the own child', aViewer('own'), aChild({ allocation: [{ person: 'sam', team: 'South' }] }), true],
    [
      'hides from a worker a colleague’s',
      aViewer('own'),
      aChild({ allocation: [{ person: 'kim', team: 'North' }] }),
      false,
    ],
    ['shows those placed to the placement team', aViewer('placed'), aChild({ placement: [{}] }), true],
    ['hides those at home from it', aViewer('placed'), aChild(), false],
    ['shows a provider its own', atHarbour, aChild({ episode: [{ provider: 'harbour' }] }), true],
    ['hides another provider’s', atHarbour, aChild({ episode: [{ provider: 'northway' }, { provider: null }] }), false],
    ['shows nobody without reach anything', aViewer('none'), aChild({ emergency: bySam, admission: bySam }), false],
    ['opens in an emergency what the role does not reach', aViewer('own'), aChild({ emergency: bySam }), true],
    ['opens it to no one else', aViewer('own'), aChild({ emergency: [{ person: 'kim' }] }), false],
    ['knows no emergency of a provider', atHarbour, aChild({ emergency: bySam, admission: bySam }), false],
    ['keeps a restricted record from all others', aViewer('authority'), aChild(restricted), false],
    ['shows it to those admitted', aViewer('authority'), aChild({ ...restricted, admission: bySam }), true],
    ['admits nobody beyond the role’s reach', aViewer('own'), aChild({ ...restricted, admission: bySam }), false],
    [
      'opens a restricted record in an emergency',
      aViewer('own'),
      aChild({ ...restricted, admission: bySam, emergency: bySam }),
      true,
    ],
    [
      'keeps it from a provider that holds an episode',
      atHarbour,
      aChild({ ...restricted, episode: [{ provider: 'harbour' }] }),
      false,
    ],
    ['shows a deleted record to nobody', aViewer('authority'), aChild({ deletion: [{}], admission: bySam }), false],
  ])('%s', (_, viewer, child, isSeen) => {
    expect(maySeeChild(viewer, child)).toBe(isSeen);
  });
});
