import type { Action } from './action.js';
import type { FieldGroup, Reach } from './reach.js';
import type { Role } from './role.js';

/** How far among the children an action goes for a role, and which groups of facts it gives. */
export interface Grant {
  readonly reach: Reach;
  readonly fields: readonly FieldGroup[];
}

const none: Grant = { reach: 'none', fields: [] };
const counts: Grant = { reach: 'none', fields: ['aggregates'] };
const to = (reach: Reach, ...fields: readonly FieldGroup[]): Grant => ({ reach, fields });

type ActionRow = Readonly<Partial<Record<Role, Grant>>>;

const everybody: ActionRow = {
  provider_worker: none,
  provider_manager: none,
  provider_data_officer: none,
  commissioner: none,
  team_manager: none,
  social_worker: none,
  placement_team: none,
  performance_analyst: none,
  mace_member: none,
  board_reader: none,
  data_protection_officer: none,
  inspector: none,
  administrator: none,
};

const maceReaders: ActionRow = {
  commissioner: counts,
  team_manager: counts,
  performance_analyst: counts,
  mace_member: counts,
  data_protection_officer: counts,
  inspector: counts,
};

/**
 * Who may do what, how far and with which facts: the whole of it. A role that does not stand in a row may not do it.
 * Third-party intelligence is for named few at the council; providers write it and do not read it again (domain 5.2).
 */
export const permissions: Readonly<Record<Action, ActionRow>> = {
  'account.use': everybody,
  'permissions.read': everybody,
  'finding_codes.read': everybody,
  'worklist.read': {
    provider_worker: to('provider', 'identity'),
    provider_manager: to('provider', 'identity'),
    commissioner: to('authority', 'identity'),
    team_manager: to('team', 'identity'),
    social_worker: to('own', 'identity'),
    placement_team: to('placed', 'identity'),
    inspector: to('authority', 'identity'),
  },
  'alert.read': {
    provider_worker: to('provider', 'identity'),
    provider_manager: to('provider', 'identity'),
    commissioner: to('authority', 'identity'),
    team_manager: to('team', 'identity'),
    social_worker: to('own', 'identity'),
    inspector: to('authority', 'identity'),
  },
  'alert.acknowledge': {
    provider_worker: to('provider', 'identity'),
    provider_manager: to('provider', 'identity'),
    commissioner: to('authority', 'identity'),
    team_manager: to('team', 'identity'),
    social_worker: to('own', 'identity'),
  },
  'ladder.manage': { commissioner: none, administrator: none },
  'child.search': {
    provider_worker: to('provider', 'identity'),
    provider_manager: to('provider', 'identity'),
    commissioner: to('authority', 'identity'),
    team_manager: to('team', 'identity'),
    social_worker: to('own', 'identity'),
    placement_team: to('placed', 'identity'),
    data_protection_officer: to('authority', 'identity'),
    inspector: to('authority', 'identity'),
  },
  'child.read': {
    provider_worker: to('provider', 'identity', 'form', 'questions'),
    provider_manager: to('provider', 'identity', 'form', 'questions'),
    commissioner: to('authority', 'identity', 'form', 'third_party', 'fees', 'questions'),
    team_manager: to('team', 'identity', 'form', 'third_party', 'questions'),
    social_worker: to('own', 'identity', 'form', 'questions'),
    placement_team: to('placed', 'identity'),
    data_protection_officer: to('authority', 'identity', 'form', 'third_party', 'questions'),
    inspector: to('authority', 'identity', 'form', 'questions'),
  },
  'child.views.read': {
    commissioner: to('authority', 'identity', 'audit'),
    team_manager: to('team', 'identity', 'audit'),
    social_worker: to('own', 'identity', 'audit'),
    data_protection_officer: to('authority', 'identity', 'audit'),
    inspector: to('authority', 'identity', 'audit'),
  },
  'child.evidence.read': {
    commissioner: to('authority', 'identity', 'form'),
    team_manager: to('team', 'identity', 'form'),
    social_worker: to('own', 'identity', 'form'),
    data_protection_officer: to('authority', 'identity', 'form'),
    inspector: to('authority', 'identity', 'form'),
  },
  'child.third_party.add': {
    provider_worker: to('provider', 'identity'),
    provider_manager: to('provider', 'identity'),
    commissioner: to('authority', 'identity', 'third_party'),
    team_manager: to('team', 'identity', 'third_party'),
  },
  'child.restrict': {
    commissioner: to('authority', 'identity'),
    team_manager: to('team', 'identity'),
    data_protection_officer: to('authority', 'identity'),
  },
  'child.allocate': { commissioner: to('authority', 'identity'), team_manager: to('team', 'identity') },
  'child.merge': { commissioner: to('authority', 'identity'), team_manager: to('team', 'identity') },
  'child.match': { commissioner: to('authority', 'identity'), team_manager: to('team', 'identity') },
  'child.break_glass': { commissioner: none, team_manager: none, social_worker: none },
  'break_glass.review': { commissioner: none, data_protection_officer: none },
  'episode.record': {
    commissioner: to('authority', 'identity'),
    team_manager: to('team', 'identity'),
    social_worker: to('own', 'identity'),
    placement_team: to('placed', 'identity'),
  },
  'episode.correct': {
    commissioner: to('authority', 'identity'),
    team_manager: to('team', 'identity'),
    social_worker: to('own', 'identity'),
  },
  'episode.step.record': {
    commissioner: to('authority', 'identity'),
    team_manager: to('team', 'identity'),
    social_worker: to('own', 'identity'),
  },
  'episode.quality_check.record': {
    commissioner: to('authority', 'identity'),
    team_manager: to('team', 'identity'),
  },
  'episode.merge': {
    commissioner: to('authority', 'identity', 'form'),
    team_manager: to('team', 'identity', 'form'),
  },
  'notification.import': { commissioner: to('authority', 'identity') },
  'notification.link': { commissioner: to('authority', 'identity') },
  'reconciliation.read': {
    commissioner: to('authority', 'identity'),
    team_manager: to('team', 'identity'),
    performance_analyst: counts,
  },
  'return.send': { provider_data_officer: none, provider_manager: none, machine: none },
  'return.read': {
    provider_data_officer: to('provider', 'returns'),
    provider_manager: to('provider', 'returns'),
    machine: to('provider', 'returns'),
  },
  'return.confirm': {
    provider_data_officer: to('provider', 'returns'),
    provider_manager: to('provider', 'returns'),
  },
  'return.confirmed.read': { commissioner: to('authority', 'identity') },
  'return.upload': { provider_data_officer: none, provider_manager: none },
  'return.sent.read': {
    provider_data_officer: to('provider', 'returns'),
    provider_manager: to('provider', 'returns'),
    commissioner: to('authority', 'returns'),
  },
  'return.template.read': {
    provider_data_officer: to('provider', 'identity'),
    provider_manager: to('provider', 'identity'),
  },
  'return.expected.read': {
    provider_data_officer: none,
    provider_manager: none,
    commissioner: none,
    performance_analyst: none,
  },
  'question.read': {
    provider_data_officer: to('provider', 'returns', 'questions'),
    provider_manager: to('provider', 'returns', 'questions'),
    commissioner: to('authority', 'identity', 'questions'),
    team_manager: to('team', 'identity', 'questions'),
    social_worker: to('own', 'identity', 'questions'),
    inspector: to('authority', 'identity', 'questions'),
  },
  'question.ask': {
    commissioner: to('authority', 'identity', 'questions'),
    team_manager: to('team', 'identity', 'questions'),
  },
  'question.answer': {
    provider_data_officer: to('provider', 'returns', 'questions'),
    provider_manager: to('provider', 'returns', 'questions'),
  },
  'question.fetch': { machine: to('provider', 'returns', 'questions') },
  'question.reply': { machine: to('provider', 'returns', 'questions') },
  'factor_alias.manage': { commissioner: none, performance_analyst: none },
  'report.operational.read': { commissioner: counts, team_manager: counts, performance_analyst: counts },
  'report.mace.read': maceReaders,
  'report.board.read': { ...maceReaders, board_reader: none },
  'audit.read': { data_protection_officer: to('none', 'audit'), inspector: to('none', 'audit') },
  'people.manage': { administrator: none, provider_manager: none },
  'access_review.answer': { administrator: none, provider_manager: none },
  'key.manage': { administrator: none, provider_manager: none },
  'agreement.manage': { administrator: none },
  'outbox.manage': { commissioner: none, administrator: none },
  'retention.manage': { data_protection_officer: to('authority', 'identity') },
  'subject_access.read': {
    data_protection_officer: to('authority', 'identity', 'form', 'third_party', 'audit'),
  },
};

/** What an action gives to a role; null where the role may not do it. */
export function grantOf(role: Role, action: Action): Grant | null {
  return permissions[action][role] ?? null;
}
