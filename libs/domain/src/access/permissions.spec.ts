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

describe('the table of permissions', () => {
  it('lets a provider reach its own children and no other, and nobody else reach by a provider', () => {
    expect(those(({ role, reach }) => isProviderRole(role) && reach !== 'provider' && reach !== 'none')).toEqual([]);
    expect(those(({ role, reach }) => !isProviderRole(role) && reach === 'provider')).toEqual([]);
  });

  it('gives no provider what third parties said, fees, true counts or the log', () => {
    const kept = ['third_party', 'fees', 'aggregates', 'audit'] as const;
    expect(those((each) => isProviderRole(each.role) && kept.some((field) => gives(field)(each)))).toEqual([]);
  });

  it('gives provider returns as they came to those who send them, and to nobody in the council', () => {
    expect(rolesThat(gives('returns'))).toEqual(['provider_manager', 'provider_data_officer', 'machine']);
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
    const changes = /\.(send|add|restrict|allocate|break_glass|review|manage|answer)$/;
    expect(those(({ role, action }) => role === 'inspector' && changes.test(action))).toEqual([]);
  });

  it('gives the board and the public no true counts, and a machine nothing but returns', () => {
    const of = (wanted: Role) => permitted.filter(({ role }) => role === wanted);
    expect(of('board_reader').flatMap(({ fields }) => fields)).toEqual([]);
    expect(of('machine').map(({ action }) => action)).toEqual(['return.send', 'return.read']);
  });

  it('knows every group of facts by at least one who is given it', () => {
    expect(fieldGroups.filter((field) => rolesThat(gives(field)).length === 0)).toEqual([]);
  });

  it('permits every action to somebody', () => {
    expect(actions.filter((action) => roles.every((role) => grantOf(role, action) === null))).toEqual([]);
  });
});
