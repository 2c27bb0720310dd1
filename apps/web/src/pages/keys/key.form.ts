import { MOST_KEY_DAYS, isKeyScope } from '#domain/access';
import type { KeyScope } from '#domain/access';
import type { FormFault } from '../../http/form-fault.js';
import { Form, TypedText } from '../forms/form.js';

/** A key that is wished for. Each scope is a box of its own. */
export class KeyForm extends Form {
  @TypedText()
  send?: string;

  @TypedText()
  read?: string;

  @TypedText()
  days?: string;
}

export interface ReadKeyForm {
  readonly scopes: readonly KeyScope[];
  readonly days: number;
  readonly faults: readonly FormFault[];
}

export function readKeyForm({ send, read, days = '' }: KeyForm): ReadKeyForm {
  const scopes = [send, read].filter((scope) => scope !== undefined).filter(isKeyScope);
  const length = /^\d{1,3}$/.test(days.trim()) ? Number(days.trim()) : 0;
  const faults = [
    ...(scopes.length === 0 ? [{ field: 'send', text: 'Choose at least one thing that the key may do' }] : []),
    ...(length < 1 || length > MOST_KEY_DAYS
      ? [{ field: 'days', text: `Enter for how many days it is valid: a number from 1 to ${MOST_KEY_DAYS}` }]
      : []),
  ];
  return { scopes, days: length, faults };
}
