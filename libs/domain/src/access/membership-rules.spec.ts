import { describe, expect, it } from '@jest/globals';
import { parseDay, parseInstant } from '../time/index.js';
import { acceptanceOf, checkChange, checkInvitation, checkRole, rolesOf } from './index.js';
import type { Role } from './index.js';

const today = parseDay('2026-11-23');
const wish = (role: Role | null, team = '', until: string | null = null) => ({
  ...{ role, team, until: until === null ? null : parseDay(until) },
});

describe('rolesOf', () => {
  it('gives every role but the machine to exactly one kind of organisation', () => {
    expect(rolesOf('provider')).toEqual(['provider_worker', 'provider_manager', 'provider_data_officer']);
    expect(rolesOf('council')).toHaveLength(10);
    expect(rolesOf('council')).not.toContain('machine');
  });
});

describe('checkRole', () => {
  it.each([
    [wish('commissioner'), 'council', []],
    [wish('provider_worker'), 'provider', []],
    [wish(null), 'council', ['role-missing']],
    [wish('commissioner'), 'provider', ['role-missing']],
    [wish('provider_manager'), 'council', ['role-missing']],
    [wish('machine'), 'provider', ['role-missing']],
    [wish('social_worker', 'North team'), 'council', []],
    [wish('social_worker', ' '), 'council', ['team-missing']],
    [wish('team_manager', 'x'.repeat(81)), 'council', ['team-too-long']],
    [wish('commissioner', 'North team'), 'council', ['team-not-for-role']],
    [wish('commissioner', '', '2026-12-01'), 'council', ['until-not-for-role']],
    [wish('inspector'), 'council', ['until-missing']],
    [wish('inspector', '', '2026-11-23'), 'council', ['until-too-early']],
    [wish('inspector', '', '2026-11-24'), 'council', []],
    [wish('inspector', '', '2026-12-24'), 'council', []],
    [wish('inspector', '', '2026-12-25'), 'council', ['until-too-late']],
  ] as const)('case %#', (asked, organisation, faults) =>
    expect(checkRole(asked, organisation, today)).toEqual(faults),
  );

  it('tells a day that is none', () => {
    expect(checkRole({ role: 'inspector', team: '', until: 'not-a-day' }, 'council', today)).toEqual([
      'until-not-a-day',
    ]);
  });
});

describe('checkInvitation', () => {
  const invitation = { ...wish('commissioner'), name: 'A. Sample', signInName: 'a.sample@council.example' };

  it('finds nothing wrong with a sound one', () => expect(checkInvitation(invitation, 'council', today)).toEqual([]));

  it.each(['', 'a.sample', 'a@b', 'a b@council.example', 'a@b@council.example', '<a@council.example>'])(
    'refuses %j as a sign-in name',
    (signInName) =>
      expect(checkInvitation({ ...invitation, signInName }, 'council', today)).toEqual(['sign-in-name-not-an-address']),
  );

  it('tells all that is wrong at once', () => {
    expect(checkInvitation({ ...wish(null), name: ' ', signInName: '' }, 'council', today)).toEqual([
      ...['name-missing', 'sign-in-name-not-an-address', 'role-missing'],
    ]);
    expect(checkInvitation({ ...invitation, name: 'x'.repeat(121) }, 'council', today)).toEqual(['name-too-long']);
  });
});

describe('checkChange', () => {
  it.each([
    ['administrator', 'other', 2, null],
    ['administrator', 'other', 1, 'last-administrator'],
    ['administrator', 'me', 2, 'own'],
    ['commissioner', 'other', 1, null],
    ['provider_manager', 'other', 1, null],
  ] as const)('of the role %s of %s with %i administrators is %s', (role, who, administrators, fault) =>
    expect(checkChange({ personId: who, role, acceptance: 'accepted' }, 'me', administrators)).toBe(fault),
  );

  it.each(['awaited', 'lapsed'] as const)('lets an administrator go whose invitation is %s', (acceptance) =>
    expect(checkChange({ personId: 'other', role: 'administrator', acceptance }, 'me', 1)).toBe(null),
  );
});

describe('acceptanceOf', () => {
  const lapsesAt = parseInstant('2026-04-08T09:00:00Z');

  it.each([
    [null, lapsesAt, '2026-04-08T08:59:59Z', 'awaited'],
    [null, lapsesAt, '2026-04-08T09:00:00Z', 'lapsed'],
    [null, null, '2026-04-08T08:00:00Z', 'lapsed'],
    [parseInstant('2026-04-02T09:00:00Z'), lapsesAt, '2026-04-09T09:00:00Z', 'accepted'],
    [parseInstant('2026-04-02T09:00:00Z'), null, '2026-04-09T09:00:00Z', 'accepted'],
  ] as const)('of %s, to lapse at %s, is at %s: %s', (acceptedAt, until, now, acceptance) =>
    expect(acceptanceOf(acceptedAt, until, parseInstant(now))).toBe(acceptance),
  );
});
