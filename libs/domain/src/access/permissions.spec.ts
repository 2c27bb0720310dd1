import { describe, expect, it } from '@jest/globals';
import { actions, grantOf } from './permissions.js';
import type { Action, Grant } from './permissions.js';
import { providerRoles, roles } from './role.js';
import type { Role } from './role.js';

const grantsOf = (role: Role): readonly (readonly [Action, Grant])[] =>
  actions.flatMap((action) => {
    const grant = grantOf(role, action);
    return grant ? [[action, grant] as const] : [];
  });
const actionsOf = (role: Role) => grantsOf(role).map(([action]) => action);

describe('permissions', () => {
  it.each(providerRoles)('let the view of a %s reach no further than the own provider', (role) => {
    for (const [, { reach }] of grantsOf(role)) expect(['provider', 'none']).toContain(reach);
  });

  it.each(providerRoles)('give a %s neither third-party intelligence nor the audit nor true counts', (role) => {
    const fields = grantsOf(role).flatMap(([, grant]) => grant.fields);
    expect(fields.filter((field) => ['third_party', 'audit', 'aggregates'].includes(field))).toEqual([]);
  });

  it.each<Role>(['mace_member', 'board_reader', 'performance_analyst', 'administrator'])(
    'show a %s no child at all',
    (role) => {
      for (const [, { reach, fields }] of grantsOf(role)) {
        expect(reach).toBe('none');
        expect(fields.filter((field) => field !== 'aggregates')).toEqual([]);
      }
    },
  );

  it('give the board and the public no true counts', () => {
    expect(grantsOf('board_reader').flatMap(([, { fields }]) => fields)).toEqual([]);
    expect(actionsOf('board_reader')).toEqual(['account.use', 'permissions.read', 'report.board.read']);
  });

  it('let an inspector read and change nothing', () => {
    const reading = actionsOf('inspector').filter((action) => action.endsWith('.read') || action === 'child.search');
    expect(actionsOf('inspector')).toEqual(['account.use', ...reading]);
  });

  it('let a machine send and read returns, and nothing else', () => {
    expect(actionsOf('machine')).toEqual(['return.send', 'return.read']);
  });

  it('leave no action without anybody, and no role without an action', () => {
    expect(actions.filter((action) => roles.every((role) => grantOf(role, action) === null))).toEqual([]);
    expect(roles.filter((role) => actionsOf(role).length === 0)).toEqual([]);
  });

  it('give the reader of a group of facts at least one child to read it of', () => {
    const ofChildren = ['identity', 'form', 'third_party'];
    for (const role of roles) {
      for (const [action, { reach, fields }] of grantsOf(role)) {
        if (fields.some((field) => ofChildren.includes(field))) expect([action, reach]).not.toEqual([action, 'none']);
      }
    }
  });
});
