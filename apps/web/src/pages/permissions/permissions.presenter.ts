import { actions, grantOf, roles } from '#domain/access';
import type { Action, FieldGroup, Grant, Reach } from '#domain/access';
import { roleWords } from '../role-words.js';

const actionWords: Readonly<Record<Action, string>> = {
  'account.use': 'Use the own account and sign out everywhere',
  'permissions.read': 'Read this page',
  'finding_codes.read': 'Read what each finding of a return means',
  'worklist.read': 'Read the worklist',
  'alert.read': 'Read alerts',
  'alert.acknowledge': 'Take alerts on and hand them over',
  'ladder.manage': 'Set the ladder of alerts and who covers for whom',
  'child.search': 'Look a child up',
  'child.read': 'Open a child’s record',
  'child.views.read': 'See who looked at a child’s record',
  'child.evidence.read': 'Print the evidence page of a child',
  'child.third_party.add': 'Add what third parties said',
  'child.restrict': 'Restrict a record, and say who is admitted to it',
  'child.allocate': 'Say who the lead worker is',
  'child.merge': 'Merge two records of one child, and undo it',
  'child.match': 'Say which child a row of a return speaks of, and by which names a child is known',
  'child.break_glass': 'Open a record in an emergency, with a reason and for a time',
  'break_glass.review': 'Review emergency openings',
  'episode.record': 'Record an episode and refer it',
  'episode.correct': 'Correct the time of a return',
  'episode.step.record': 'Record what the council did about a missing child',
  'episode.quality_check.record': 'Record that a form was checked',
  'episode.merge': 'Say that two reports are one absence or two, and undo it',
  'notification.import': 'Take in what the police or the council were notified of',
  'notification.link': 'Say to which episode a notification belongs',
  'reconciliation.read': 'Compare notified, referred and returned',
  'return.send': 'Send provider returns',
  'return.read': 'Read what became of provider returns',
  'return.confirm': 'Confirm changes and warnings of own provider returns',
  'return.confirmed.read': 'Read the warnings that providers confirmed',
  'return.upload': 'Send provider returns from a page, and fetch the own file marked',
  'return.sent.read': 'See what providers sent, row by row, and what became of it',
  'return.template.read': 'Download the workbook of a month with the open referrals',
  'return.expected.read': 'See which provider returns are expected, and which have not come',
  'question.read': 'Read what was asked of providers',
  'question.ask': 'Ask a provider about a row or an episode, and close the question',
  'question.answer': 'Answer what the council asked',
  'question.fetch': 'Fetch what the council asked, by machine',
  'question.reply': 'Answer what the council asked, by machine',
  'factor_alias.manage': 'Say which words of providers mean which factor',
  'report.operational.read': 'Read the operational report',
  'report.mace.read': 'Read the report to the MACE sub-group',
  'report.board.read': 'Read the report to the board and the public',
  'audit.read': 'Read the audit',
  'people.manage': 'Invite and remove people',
  'access_review.answer': 'Answer the quarterly review of access',
  'key.manage': 'Issue and revoke keys',
  'agreement.manage': 'Record sharing agreements',
  'outbox.manage': 'See which messages were not sent, send them again, and set quiet hours',
  'retention.manage': 'Hold records, and delete those whose time is over',
  'subject_access.read': 'Make a subject access pack',
};

const reachWords: Readonly<Record<Reach, string>> = {
  authority: 'all children of the authority',
  team: 'children of the own team',
  own: 'children allocated to the person',
  placed: 'children who were looked after',
  provider: 'children with an episode of the own provider',
  none: '',
};

const fieldWords: Readonly<Record<FieldGroup, string>> = {
  identity: 'who the child is',
  form: 'the interview form',
  third_party: 'what third parties said',
  fees: 'fees',
  returns: 'returns as they came',
  questions: 'questions to providers',
  aggregates: 'true counts',
  audit: 'the audit',
};

/** The permissions in words: for each action who may do it, how far, and what it shows. */
export function presentPermissions() {
  return {
    actions: actions.map((action) => ({
      action: actionWords[action],
      grants: roles.flatMap((role) => {
        const grant = grantOf(role, action);
        return grant ? [{ role: roleWords[role], scope: scopeOf(grant) }] : [];
      }),
    })),
  };
}

function scopeOf({ reach, fields }: Grant): string {
  const shown = fields.map((field) => fieldWords[field]).join(', ');
  return [reachWords[reach], shown].filter((words) => words !== '').join(': ');
}
