import { contextOfPerson } from '#access';
import type { SignedInPerson } from '#access';
import type { Action } from '#domain/access';

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
  { place: 'reports', text: 'Reports', href: '/reports/mace', anyOf: ['report.mace.read'] },
  { place: 'people', text: 'People', href: '/people', anyOf: ['people.manage'] },
  { place: 'access-review', text: 'Access review', href: '/access-review', anyOf: ['access_review.answer'] },
  { place: 'agreements', text: 'Agreements', href: '/agreements', anyOf: ['agreement.manage'] },
  { place: 'keys', text: 'Keys', href: '/keys', anyOf: ['key.manage'] },
  { place: 'permissions', text: 'Who may do what', href: '/permissions', anyOf: ['permissions.read'] },
] as const satisfies readonly MenuEntry[];

/** Where a page stands in the menu; `elsewhere` for pages that stand in none. */
export type Place = (typeof menu)[number]['place'] | 'elsewhere';

/** The entries of the menu that a person may use. */
export function menuOf(person: SignedInPerson): readonly (typeof menu)[number][] {
  const origin = { requestId: '', address: null };
  return menu.filter(({ anyOf }) => anyOf.some((action) => contextOfPerson(person, action, origin) !== null));
}
