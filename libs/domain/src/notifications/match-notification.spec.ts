import { describe, expect, it } from '@jest/globals';
import { aChild, aMoment, aNotification } from '../../../../test/builders/index.js';
import { matchNotification as match } from './match-notification.js';
import type { EpisodeCandidate } from './match-notification.js';

type Asked = Parameters<typeof match>;

const episode = (words: Partial<EpisodeCandidate> = {}): EpisodeCandidate => ({
  id: 'episode-1',
  absenceId: words.id ?? 'episode-1',
  childId: 'child-1',
  end: null,
  missingAt: aMoment('2025-10-10T20:00:00Z'),
  returnedAt: aMoment('2025-10-11T08:00:00Z'),
  policeRef: null,
  councilRef: null,
  ...words,
});
const matchNotification = (notification: Asked[0], children: Asked[1], episodes: Asked[2]) =>
  match(notification, children, episodes, new Map());
const elsewhen = { missingAt: aMoment('2025-06-01T20:00:00Z'), returnedAt: aMoment('2025-06-02T08:00:00Z') };

describe('matchNotification', () => {
  it('takes the episode that bears the reference, whatever the times', () => {
    const named = episode({ id: 'episode-2', ...elsewhen, policeRef: 'P1' });
    const link = matchNotification(aNotification({ reference: 'P1' }), [aChild()], [episode(), named]);
    expect(link).toEqual({ childId: 'child-1', episodeId: 'episode-2', linkedBy: 'reference', doubt: null });
  });

  it.each([
    ['a reference of the council to a police notification', 'police', { councilRef: 'P1' }],
    ['a reference of the police to the council’s own', 'council', { policeRef: 'P1' }],
    ['any to a placement’s', 'placement', { policeRef: 'P1', councilRef: 'P1' }],
  ] as const)('does not take %s', (_words, source, refs) => {
    const named = episode({ ...elsewhen, ...refs });
    expect(matchNotification(aNotification({ source, reference: 'P1' }), [aChild()], [named]).episodeId).toBeNull();
  });

  it('is in doubt where the reference stands on an episode of another child', () => {
    const named = episode({ childId: 'child-2', policeRef: 'P1' });
    expect(matchNotification(aNotification({ reference: 'P1' }), [aChild()], [named])).toMatchObject({
      childId: 'child-1',
      episodeId: null,
      doubt: 'reference_of_another_child',
    });
  });

  it('finds the child by council ID, or by date of birth and both names', () => {
    const unnumbered = { councilChildId: null, givenName: 'TESTA', familyName: 'Ashgrove Sample' };
    for (const person of [{}, unnumbered])
      expect(matchNotification(aNotification({ person }), [aChild()], [episode()])).toMatchObject({
        episodeId: 'episode-1',
        linkedBy: 'child_and_times',
      });
  });

  it.each([
    ['the name alone', { councilChildId: null, dateOfBirth: '2011-03-14' }],
    ['the date of birth and one name', { councilChildId: null, familyName: null }],
  ])('never goes by %s', (_words, person) => {
    expect(matchNotification(aNotification({ person }), [aChild()], [episode()])).toEqual({
      childId: null,
      episodeId: null,
      linkedBy: null,
      doubt: null,
    });
  });

  it('is in doubt about a council ID with another date of birth, and about two children alike', () => {
    const other = aNotification({ person: { dateOfBirth: '2011-03-14' } });
    expect(matchNotification(other, [aChild()], [episode()]).doubt).toBe('date_of_birth_differs');
    const twins = [aChild(), aChild({ childId: 'child-2', councilChildId: 'S2' })];
    const unnumbered = aNotification({ person: { councilChildId: null } });
    expect(matchNotification(unnumbered, twins, [episode()])).toMatchObject({
      childId: null,
      doubt: 'several_children',
    });
  });

  it('is in doubt about two episodes that fit, and one that would fit had the child stayed away', () => {
    const second = episode({ id: 'episode-2', missingAt: aMoment('2025-10-11T09:00:00Z'), returnedAt: null });
    expect(matchNotification(aNotification(), [aChild()], [episode(), second]).doubt).toBe('several_episodes');
    const open = aNotification({ missing: '2025-10-05T20:00:00Z', returned: null });
    expect(matchNotification(open, [aChild()], [episode()]).doubt).toBe('return_not_known');
  });

  it('passes over an episode recorded in error', () => {
    const link = matchNotification(aNotification(), [aChild()], [episode({ end: 'cancelled' })]);
    expect(link).toEqual({ childId: 'child-1', episodeId: null, linkedBy: null, doubt: null });
  });

  describe('of a child with merged records', () => {
    const merged = new Map([['child-2', 'child-1']]);
    const records = [aChild(), aChild({ childId: 'child-2', councilChildId: 'S2' })];

    it.each([
      ['the record that goes on', 'S1', 'child-1', 'child-2'],
      ['the record that is merged away', 'S2', 'child-2', 'child-1'],
    ])('finds, by the council ID of %s, the episode on the other one', (_words, councilChildId, named, other) => {
      const [first, second] = records;
      const known = [{ ...aChild(), ...first, councilChildId: 'S1' }, ...(second ? [second] : [])];
      const notification = aNotification({ person: { councilChildId } });
      const link = { childId: named, episodeId: 'episode-1', linkedBy: 'child_and_times', doubt: null };
      expect(match(notification, known, [episode({ childId: other })], merged)).toEqual(link);
      expect(match(notification, known, [episode({ childId: other })], new Map()).episodeId).toBeNull();
    });

    it('takes the reference on an episode of the other record for its own', () => {
      const named = episode({ childId: 'child-2', ...elsewhen, policeRef: 'P1' });
      expect(match(aNotification({ reference: 'P1' }), [aChild()], [named], merged).linkedBy).toBe('reference');
    });

    it('is in no doubt where both records answer to the description', () => {
      const unnumbered = aNotification({ person: { councilChildId: null } });
      expect(match(unnumbered, records.toReversed(), [episode()], merged)).toMatchObject({
        childId: 'child-1',
        episodeId: 'episode-1',
      });
    });
  });

  it('is in no doubt between two reports of one absence, and takes the one that leads', () => {
    const reports = [episode({ absenceId: 'episode-2' }), episode({ id: 'episode-2', absenceId: 'episode-2' })];
    const link = { childId: 'child-1', episodeId: 'episode-2', linkedBy: 'child_and_times', doubt: null };
    expect(matchNotification(aNotification(), [aChild()], reports)).toEqual(link);
    const two = [episode(), episode({ id: 'episode-2' })];
    expect(matchNotification(aNotification(), [aChild()], two)).toMatchObject({ doubt: 'several_episodes' });
  });
});
