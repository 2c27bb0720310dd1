import { contextOfPerson } from '#access';
import type { SignedInPerson } from '#access';
import type { Action } from '#domain/access';
import type { AuthorityCode } from '#domain/kernel';

interface MenuEntry {
  readonly place: string;
  readonly text: string;
  readonly href: string;
  /** Shown to whoever may do at least one of these. */
  readonly anyOf: readonly Action[];
}

/** The places of the service, in the order of the menu. */
const menu = [
  { place: 'worklist', text: 'Worklist', href: '/worklist', anyOf: ['worklist.read'] },
  { place: 'children', text: 'Children', href: '/children', anyOf: ['child.search'] },
  { place: 'episodes', text: 'Record an episode', href: '/episodes/new', anyOf: ['episode.record'] },
  { place: 'reconciliation', text: 'Reconciliation', href: '/reconciliation', anyOf: ['reconciliation.read'] },
  { place: 'double-reports', text: 'Double reports', href: '/double-reports', anyOf: ['episode.merge'] },
  { place: 'doubtful-children', text: 'Doubtful matches', href: '/doubtful-children', anyOf: ['child.match'] },
  { place: 'notifications', text: 'Notifications', href: '/notifications', anyOf: ['notification.import'] },
  { place: 'break-glass', text: 'Emergency openings', href: '/break-glass/reviews', anyOf: ['break_glass.review'] },
  { place: 'alerts', text: 'Alerts', href: '/alerts', anyOf: ['alert.read', 'ladder.manage'] },
  { place: 'reports', text: 'Reports', href: '/reports/mace', anyOf: ['report.mace.read', 'report.board.read'] },
  { place: 'returns', text: 'Provider returns', href: '/returns', anyOf: ['return.expected.read'] },
  { place: 'sent-returns', text: 'Returns sent', href: '/provider-returns', anyOf: ['return.sent.read'] },
  { place: 'questions', text: 'Questions', href: '/questions', anyOf: ['question.read'] },
  { place: 'unmatched-words', text: 'Unmatched words', href: '/unmatched-words', anyOf: ['factor_alias.manage'] },
  {
    place: 'confirmed-warnings',
    text: 'Confirmed warnings',
    href: '/confirmed-warnings',
    anyOf: ['return.confirmed.read'],
  },
  { place: 'notices', text: 'Notices', href: '/notices', anyOf: ['child.views.read'] },
  { place: 'audit', text: 'Audit', href: '/audit', anyOf: ['audit.read'] },
  { place: 'retention', text: 'Keeping records', href: '/retention', anyOf: ['retention.manage'] },
  { place: 'people', text: 'People', href: '/people', anyOf: ['people.manage'] },
  { place: 'access-review', text: 'Access review', href: '/access-review', anyOf: ['access_review.answer'] },
  { place: 'agreements', text: 'Agreements', href: '/agreements', anyOf: ['agreement.manage'] },
  { place: 'outbox', text: 'Outbox', href: '/outbox', anyOf: ['outbox.manage'] },
  { place: 'keys', text: 'Keys', href: '/keys', anyOf: ['key.manage'] },
  { place: 'findings', text: 'What findings mean', href: '/findings', anyOf: ['finding_codes.read'] },
  { place: 'permissions', text: 'Who may do what', href: '/permissions', anyOf: ['permissions.read'] },
] as const satisfies readonly MenuEntry[];

/** Where a page stands in the menu; `elsewhere` for pages that stand in none. */
export type Place = (typeof menu)[number]['place'] | 'elsewhere';

/** The entries of the menu that a person may use: for the authority that they chose, where they chose one. */
export function menuOf(person: SignedInPerson, chosen: AuthorityCode | null): readonly (typeof menu)[number][] {
  const origin = { requestId: '', address: null };
  return menu.filter(({ anyOf }) =>
    anyOf.some((action) => contextOfPerson(person, action, origin, chosen ?? undefined) !== null),
  );
}
