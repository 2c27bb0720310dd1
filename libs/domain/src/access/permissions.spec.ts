import { describe, expect, it } from '@jest/globals';
import { actions, fieldGroups, grantOf, isProviderRole, roles } from './index.js';
import type { Action, FieldGroup, Grant, Role } from './index.js';

interface Permitted extends Grant {
  readonly role: Role;
  readonly action: Action;
}

const permitted: readonly Permitted[] = roles.flatMap((role) =>
  actions.flatMap((action) => {
    const grant = grantOf(role, action);
    return grant ? [{ role, action, ...grant }] : [];
  }),
);
const those = (test: (each: Permitted) => boolean) =>
  permitted.filter(test).map(({ role, action }) => `${role}: ${action}`);
const rolesThat = (test: (each: Permitted) => boolean) => [...new Set(permitted.filter(test).map(({ role }) => role))];
const gives = (field: FieldGroup) => (each: Permitted) => each.fields.includes(field);

/**
 * The whole table once more, as it was reviewed: for each action how far, with which facts, and by whom. Whoever changes
 * what somebody may do says it here as well.
 */
const reviewed: Readonly<Record<Action, readonly string[]>> = {
  'account.use': ['none: every person'],
  'permissions.read': ['none: every person'],
  'finding_codes.read': ['none: every person'],
  'worklist.read': [
    'provider identity: provider_worker, provider_manager',
    'authority identity: commissioner, inspector',
    'team identity: team_manager',
    'own identity: social_worker',
    'placed identity: placement_team',
  ],
  'alert.read': [
    'provider identity: provider_worker, provider_manager',
    'authority identity: commissioner, inspector',
    'team identity: team_manager',
    'own identity: social_worker',
  ],
  'alert.acknowledge': [
    'provider identity: provider_worker, provider_manager',
    'authority identity: commissioner',
    'team identity: team_manager',
    'own identity: social_worker',
  ],
  'ladder.manage': ['none: commissioner, administrator'],
  'child.search': [
    'provider identity: provider_worker, provider_manager',
    'authority identity: commissioner, data_protection_officer, inspector',
    'team identity: team_manager',
    'own identity: social_worker',
    'placed identity: placement_team',
  ],
  'child.read': [
    'provider identity form questions: provider_worker, provider_manager',
    'authority identity form third_party fees questions: commissioner',
    'team identity form third_party questions: team_manager',
    'own identity form questions: social_worker',
    'placed identity: placement_team',
    'authority identity form third_party questions: data_protection_officer',
    'authority identity form questions: inspector',
  ],
  'child.views.read': [
    'authority identity audit: commissioner, data_protection_officer, inspector',
    'team identity audit: team_manager',
    'own identity audit: social_worker',
  ],
  'child.evidence.read': [
    'authority identity form: commissioner, data_protection_officer, inspector',
    'team identity form: team_manager',
    'own identity form: social_worker',
  ],
  'child.third_party.add': [
    'provider identity: provider_worker, provider_manager',
    'authority identity third_party: commissioner',
    'team identity third_party: team_manager',
  ],
  'child.restrict': ['authority identity: commissioner, data_protection_officer', 'team identity: team_manager'],
  'child.allocate': ['authority identity: commissioner', 'team identity: team_manager'],
  'child.merge': ['authority identity: commissioner', 'team identity: team_manager'],
  'child.match': ['authority identity: commissioner', 'team identity: team_manager'],
  'child.break_glass': ['none: commissioner, team_manager, social_worker'],
  'break_glass.review': ['none: commissioner, data_protection_officer'],
  'episode.record': [
    'authority identity: commissioner',
    'team identity: team_manager',
    'own identity: social_worker',
    'placed identity: placement_team',
  ],
  'episode.correct': ['authority identity: commissioner', 'team identity: team_manager', 'own identity: social_worker'],
  'episode.step.record': [
    ...['authority identity: commissioner', 'team identity: team_manager', 'own identity: social_worker'],
  ],
  'episode.quality_check.record': ['authority identity: commissioner', 'team identity: team_manager'],
  'episode.merge': ['authority identity form: commissioner', 'team identity form: team_manager'],
  'notification.import': ['authority identity: commissioner'],
  'notification.link': ['authority identity: commissioner'],
  'reconciliation.read': [
    'authority identity: commissioner',
    'team identity: team_manager',
    'none aggregates: performance_analyst',
  ],
  'return.send': ['none: provider_manager, provider_data_officer, machine'],
  'return.read': ['provider returns: provider_manager, provider_data_officer, machine'],
  'return.confirm': ['provider returns: provider_manager, provider_data_officer'],
  'return.confirmed.read': ['authority identity: commissioner'],
  'return.upload': ['none: provider_manager, provider_data_officer'],
  'return.sent.read': ['provider returns: provider_manager, provider_data_officer', 'authority returns: commissioner'],
  'return.template.read': ['provider identity: provider_manager, provider_data_officer'],
  'return.expected.read': ['none: provider_manager, provider_data_officer, commissioner, performance_analyst'],
  'question.read': [
    'provider returns questions: provider_manager, provider_data_officer',
    'authority identity questions: commissioner, inspector',
    'team identity questions: team_manager',
    'own identity questions: social_worker',
  ],
  'question.ask': ['authority identity questions: commissioner', 'team identity questions: team_manager'],
  'question.answer': ['provider returns questions: provider_manager, provider_data_officer'],
  'question.fetch': ['provider returns questions: machine'],
  'question.reply': ['provider returns questions: machine'],
  'factor_alias.manage': ['none: commissioner, performance_analyst'],
  'report.operational.read': ['none aggregates: commissioner, team_manager, performance_analyst'],
  'report.mace.read': [
    'none aggregates: commissioner, team_manager, performance_analyst, mace_member, data_protection_officer, inspector',
  ],
  'report.board.read': [
    'none aggregates: commissioner, team_manager, performance_analyst, mace_member, data_protection_officer, inspector',
    'none: board_reader',
  ],
  'audit.read': ['none audit: data_protection_officer, inspector'],
  'people.manage': ['none: provider_manager, administrator'],
  'access_review.answer': ['none: provider_manager, administrator'],
  'key.manage': ['none: provider_manager, administrator'],
  'agreement.manage': ['none: administrator'],
  'outbox.manage': ['none: commissioner, administrator'],
  'retention.manage': ['authority identity: data_protection_officer'],
  'subject_access.read': ['authority identity form third_party audit: data_protection_officer'],
};
const people = roles.filter((role) => role !== 'machine');

/** The rows of one action, as the review writes them. */
function rowsOf(action: Action): readonly string[] {
  const who = new Map<string, Role[]>();
  for (const each of permitted.filter((one) => one.action === action)) {
    const what = [each.reach, ...each.fields].join(' ');
    who.set(what, [...(who.get(what) ?? []), each.role]);
  }
  return [...who].map(
    ([what, those]) => `${what}: ${those.join() === people.join() ? 'every person' : those.join(', ')}`,
  );
}

describe('the table of permissions', () => {
  it('is what was reviewed, action by action', () => {
    expect(Object.fromEntries(actions.map((action) => [action, rowsOf(action)]))).toEqual(reviewed);
  });

  it('lets a provider reach its own children and no other, and nobody else reach by a provider', () => {
    expect(those(({ role, reach }) => isProviderRole(role) && reach !== 'provider' && reach !== 'none')).toEqual([]);
    expect(those(({ role, reach }) => !isProviderRole(role) && reach === 'provider')).toEqual([]);
  });

  it('gives no provider what third parties said, fees, true counts or the log', () => {
    const kept = ['third_party', 'fees', 'aggregates', 'audit'] as const;
    expect(those((each) => isProviderRole(each.role) && kept.some((field) => gives(field)(each)))).toEqual([]);
  });

  it('gives provider returns as they came to those who send them, and in the council to who accounts for them', () => {
    expect(rolesThat(gives('returns'))).toEqual([
      'provider_manager',
      'provider_data_officer',
      'commissioner',
      'machine',
    ]);
  });

  it('shows no child to those who need counts only, and none to who runs the service', () => {
    const seen = rolesThat(({ reach }) => reach !== 'none');
    for (const role of ['performance_analyst', 'mace_member', 'board_reader', 'administrator'] as const)
      expect(seen).not.toContain(role);
    expect(those(({ reach, fields }) => fields.includes('aggregates') && reach !== 'none')).toEqual([]);
  });

  it('gives what third parties said to a named few', () => {
    expect(rolesThat(gives('third_party'))).toEqual(['commissioner', 'team_manager', 'data_protection_officer']);
  });

  it('lets an inspector look and change nothing', () => {
    const changes = /\.(send|upload|add|restrict|allocate|merge|break_glass|review|manage|answer)$/;
    expect(those(({ role, action }) => role === 'inspector' && changes.test(action))).toEqual([]);
  });

  it('gives the board and the public no true counts, and a machine nothing but returns and what is asked of them', () => {
    const of = (wanted: Role) => permitted.filter(({ role }) => role === wanted);
    expect(of('board_reader').flatMap(({ fields }) => fields)).toEqual([]);
    expect(of('machine').map(({ action }) => action)).toEqual([
      ...['return.send', 'return.read', 'question.fetch', 'question.reply'],
    ]);
  });

  it('knows every group of facts by at least one who is given it', () => {
    expect(fieldGroups.filter((field) => rolesThat(gives(field)).length === 0)).toEqual([]);
  });

  it('permits every action to somebody', () => {
    expect(actions.filter((action) => roles.every((role) => grantOf(role, action) === null))).toEqual([]);
  });
});
