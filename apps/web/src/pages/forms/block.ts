import { choices } from './choices.js';
import type { Choice } from './choices.js';
import { readTypedMoment } from './moment-field.js';
import type { TypedMoment } from './moment-field.js';

interface Words {
  readonly label: string;
  readonly hint: string;
}

/** What may be chosen: the value that the form carries, and its words. */
export type Offered = readonly (readonly [value: string, text: string])[];

/** One field of a page that is put together from fields: the template goes by the flags. */
export type Block = ReturnType<typeof empty>;

function empty(id: string, { label, hint }: Words) {
  const flags = { isText: false, isSelect: false, isMoment: false, isHeading: false };
  return {
    ...{ ...flags, id, label, hint, value: '', none: '', options: noOptions },
    ...{ first: `${id}Day`, day: '', month: '', year: '', time: '', isUnknown: false },
    ...{ asksHour: false, isFirst: false, isSecond: false },
  };
}

const noOptions: readonly Choice[] = [];

export function headingBlock(label: string): Block {
  return { ...empty('', { label, hint: '' }), isHeading: true };
}

export function textBlock(id: string, words: Words, value: string | undefined): Block {
  return { ...empty(id, words), isText: true, value: value ?? '' };
}

/** A list to choose from; `none` are the words of having chosen nothing. */
export function selectBlock(
  id: string,
  words: Words,
  { chosen, none, offered }: { readonly chosen: string | undefined; readonly none: string; readonly offered: Offered },
): Block {
  return { ...empty(id, words), isSelect: true, none, options: choices(offered, chosen) };
}

/** A day and a time of it. A fault stands at the field of the day. */
export function momentBlock(id: string, words: Words, typed: TypedMoment): Block {
  const { day = '', month = '', year = '', time, isUnknown, hour } = typed;
  const reading = readTypedMoment(typed);
  // Once it was asked which of two hours was meant, the question stays: the answer is part of what was typed.
  const asksHour = hour !== '' || (reading.kind === 'fault' && reading.asksHour);
  return {
    ...{ ...empty(id, words), isMoment: true, day, month, year, time, isUnknown },
    ...{ asksHour, isFirst: hour === 'first', isSecond: hour === 'second' },
  };
}
