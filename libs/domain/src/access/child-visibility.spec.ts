import { describe, expect, it } from '@jest/globals';
import { maySeeChild, reaches } from './index.js';
import type { ChildAccessFacts, Reach, Viewer } from './index.js';

const NORTH = 'North team';

/** A child of Sutton about whom nothing is on record. */
const aChild = (facts: Partial<ChildAccessFacts> = {}): ChildAccessFacts => ({
  authority: 'E09000029',
  ...{ restriction: [], admission: [], emergency: [], allocation: [], episode: [], placement: [], deletion: [] },
  ...facts,
});
/** Somebody at Sutton who has everything that a view may depend on. */
const someone = (reach: Reach, parts: Partial<Viewer> = {}): Viewer => ({
  ...{ authority: 'E09000029', personId: 'ann', providerId: 'harbour', team: NORTH, reach, fields: [] },
  ...parts,
});
const those = (child: ChildAccessFacts) => reaches.filter((reach) => maySeeChild(someone(reach), child));

const allocated = (person: string | null, team: string) => aChild({ allocation: [{ person, team }] });
const ofProvider = (provider: string | null) => aChild({ episode: [{ provider }] });
/** A child whom every reach but none takes in. */
const reachedByAll = aChild({
  allocation: [{ person: 'ann', team: NORTH }],
  episode: [{ provider: 'harbour' }],
  placement: [{}],
});

describe('who may see a child', () => {
  it.each<readonly [string, ChildAccessFacts, readonly Reach[]]>([
    ['of whom only the council knows', aChild(), ['authority']],
    ['of the own team', allocated(null, NORTH), ['authority', 'team']],
    ['of another team', allocated(null, 'South team'), ['authority']],
    ['whom the person is allocated to', allocated('ann', 'South team'), ['authority', 'own']],
    ['whom a colleague of the own team is allocated to', allocated('ben', NORTH), ['authority', 'team']],
    ['who was looked after', aChild({ placement: [{}] }), ['authority', 'placed']],
    ['with an episode of the own provider', ofProvider('harbour'), ['authority', 'provider']],
    ['with an episode of another provider', ofProvider('northway'), ['authority']],
    ['with an episode of no provider', ofProvider(null), ['authority']],
    ['whom every reach takes in', reachedByAll, reaches.filter((reach) => reach !== 'none')],
    [
      'whom the person opened in an emergency',
      aChild({ emergency: [{ person: 'ann' }] }),
      ['authority', 'team', 'own', 'placed'],
    ],
    ['whom somebody else opened in an emergency', aChild({ emergency: [{ person: 'ben' }] }), ['authority']],
    ['to whose record the person is merely admitted', aChild({ admission: [{ person: 'ann' }] }), ['authority']],
  ])('is, of a child %s, whoever reaches it', (_whom, child, expected) => {
    expect(those(child)).toEqual(expected);
  });

  it('is nobody of another authority', () => {
    for (const reach of reaches)
      expect(maySeeChild(someone(reach, { authority: 'E09000001' }), reachedByAll)).toBe(false);
  });

  it('is nobody once the record is deleted, admitted or not', () => {
    const deleted = { ...reachedByAll, deletion: [{}], admission: [{ person: 'ann' }], emergency: [{ person: 'ann' }] };
    expect(those(deleted)).toEqual([]);
  });

  it('is, of a restricted record, only who is admitted to it and reaches it', () => {
    const restricted = { ...reachedByAll, restriction: [{}] };
    expect(those(restricted)).toEqual([]);
    expect(those({ ...restricted, admission: [{ person: 'ben' }] })).toEqual([]);
    expect(those({ ...restricted, admission: [{ person: 'ann' }] })).toEqual(those(reachedByAll));
    expect(those(aChild({ restriction: [{}], admission: [{ person: 'ann' }] }))).toEqual(['authority']);
  });

  it('is, of a record with merged ones, whoever may see any of them at the council, and of providers its own alone', () => {
    const seers = (own: ChildAccessFacts, other: ChildAccessFacts) =>
      reaches.filter((reach) => maySeeChild(someone(reach), own, [other]));
    expect(seers(aChild(), reachedByAll)).toEqual(['authority', 'team', 'own', 'placed']);
    expect(seers(ofProvider('harbour'), aChild())).toEqual(['authority', 'provider']);
    expect(seers(aChild(), ofProvider('harbour'))).toEqual(['authority']);
    expect(seers(reachedByAll, aChild({ restriction: [{}] }))).toEqual([]);
    expect(seers(reachedByAll, aChild({ restriction: [{}], admission: [{ person: 'ann' }] }))).toEqual(
      those(reachedByAll),
    );
    expect(seers(aChild(), aChild({ emergency: [{ person: 'ann' }] }))).toEqual(['authority', 'team', 'own', 'placed']);
    expect(seers(reachedByAll, aChild({ deletion: [{}] }))).toEqual(those(reachedByAll));
    expect(seers(aChild({ deletion: [{}] }), reachedByAll)).toEqual([]);
  });

  it('is nobody by what they lack: no team, no person and no provider match nothing', () => {
    const lacking = { personId: null, providerId: null, team: null };
    const child = { ...reachedByAll, allocation: [{ person: null, team: '' }], episode: [{ provider: null }] };
    for (const reach of ['team', 'own', 'provider'] as const)
      expect(maySeeChild(someone(reach, lacking), child)).toBe(false);
  });
});
