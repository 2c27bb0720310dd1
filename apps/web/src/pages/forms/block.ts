import { faultOf } from './form-fault.js';
import type { FormFault } from './form-fault.js';
import type { TypedMoment } from './moment-field.js';

interface Words {
  readonly label: string;
  readonly hint: string;
}

export interface Option {
  readonly value: string;
  readonly text: string;
}

/** One field of a page that is put together from fields: the template goes by the flags. */
export type Block = ReturnType<typeof empty>;

function empty(id: string, { label, hint }: Words, faults: readonly FormFault[]) {
  const flags = { isText: false, isSelect: false, isDay: false, isMoment: false, isHeading: false };
  return {
    ...flags,
    ...{ id, label, hint, error: faultOf(id, faults), value: '', options: noOptions },
    ...{ day: '', month: '', year: '', time: '', isUnknown: false, asksHour: false, isFirst: false, isSecond: false },
  };
}

const noOptions: readonly (Option & { readonly isChosen: boolean })[] = [];

export function headingBlock(label: string): Block {
  return { ...empty('', { label, hint: '' }, []), isHeading: true };
}

export function textBlock(id: string, words: Words, value: string | undefined, faults: readonly FormFault[]): Block {
  return { ...empty(id, words, faults), isText: true, value: value ?? '' };
}

export function selectBlock(
  id: string,
  words: Words,
  choice: { readonly chosen: string | undefined; readonly options: readonly Option[] },
  faults: readonly FormFault[],
): Block {
  const options = choice.options.map((option) => ({ ...option, isChosen: option.value === (choice.chosen ?? '') }));
  return { ...empty(id, words, faults), isSelect: true, options };
}

export function momentBlock(id: string, words: Words, typed: TypedMoment, faults: readonly FormFault[]): Block {
  const { day = '', month = '', year = '', time, isUnknown, hour } = typed;
  const block = empty(id, words, faults);
  // Once it was asked which of two hours was meant, the question stays: the answer is part of what was typed.
  const asksHour = hour !== '' || (block.error?.includes('occurred twice') ?? false);
  return {
    ...{ ...block, isMoment: true, day, month, year, time, isUnknown },
    ...{ asksHour, isFirst: hour === 'first', isSecond: hour === 'second' },
  };
}
