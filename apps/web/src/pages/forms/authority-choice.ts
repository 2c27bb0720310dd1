import { contextOfPerson } from '#access';
import type { Action } from '#domain/access';
import type { TransactionContext } from '#persistence';
import type { Service } from '#service';
import type { Acting } from '../../http/acting.js';

/** For which council a page is, and the others that the person may turn to. */
export interface AuthorityChoice {
  readonly council: string;
  readonly authority: string;
  readonly others: readonly { readonly href: string; readonly name: string }[];
}

export function authorityChoice(
  acting: Acting,
  action: Action,
  context: TransactionContext,
  path: string,
  lists: Service['lists'],
): AuthorityChoice {
  const { person } = acting;
  const origin = { requestId: '', address: null };
  const others = [...new Set(person.memberships.map(({ authority }) => authority))].filter(
    (code) => code !== context.authority && contextOfPerson(person, action, origin, code) !== null,
  );
  return {
    council: lists.authorityName(context.authority),
    authority: context.authority,
    others: others.map((code) => ({ href: `${path}?authority=${code}`, name: lists.authorityName(code) })),
  };
}
