import { IsUUID } from 'class-validator';
import { LONGEST_ALIAS } from '#casework';
import type { WaitingGroup, WordsDecision, WordsRefusal } from '#casework';
import { REASON_LEAST, REASON_MOST } from '#domain/access';
import type { FormFault } from '../../http/form-fault.js';
import { Form, TypedText } from '../forms/form.js';
import type { ReadForm } from '../forms/read-form.js';

/** Words that wait, or an alias, by an opaque id. */
export class WordsParams {
  @IsUUID(undefined, { message: 'the address is not complete' })
  id: string;
}

/** What words mean, as it is typed. */
export class WordsForm extends Form {
  @TypedText()
  code?: string;

  @TypedText()
  reason?: string;

  @TypedText()
  whose?: string;

  @TypedText()
  past?: string;
}

export type TypedWords = Partial<WordsForm>;

/** The choice by which words are left aside. */
export const NO_FACTOR = 'none';
/** The choice by which the words of every provider are meant. */
export const EVERY_PROVIDER = 'all';

const reasonWords = `Enter a reason of ${REASON_LEAST} to ${REASON_MOST} characters`;
const refusals: Readonly<Record<Exclude<WordsRefusal, 'no-such-words'>, FormFault>> = {
  'reason-too-short': { field: 'reason', text: `${reasonWords}: why do the words name no factor?` },
  'reason-too-long': { field: 'reason', text: reasonWords },
  'no-such-code': { field: 'code', text: 'Choose a factor of this section, or no factor' },
  'no-such-provider': { field: 'whose', text: 'Choose whose words are meant' },
  'decided-already': { field: 'code', text: 'Somebody has just decided on these words; end that decision first' },
  'too-long': {
    field: 'code',
    text: `Words of more than ${LONGEST_ALIAS} characters get no meaning of their own: ask the provider for a code`,
  },
};

export function faultOf(refusal: Exclude<WordsRefusal, 'no-such-words'>): FormFault {
  return refusals[refusal];
}

/** Reads what somebody decided of words that wait. */
export function readWordsForm(form: TypedWords, group: WaitingGroup): ReadForm<WordsDecision> {
  const { code = '', reason = '', whose = '', past = '' } = form;
  const faults: FormFault[] = [];
  if (code === '') faults.push(refusals['no-such-code']);
  if (whose !== EVERY_PROVIDER && !group.providerIds.includes(whose)) faults.push(refusals['no-such-provider']);
  if (past !== 'yes' && past !== 'no')
    faults.push({ field: 'past', text: 'Choose whether it also holds for the forms that wait' });
  if (faults.length > 0) return { kind: 'faulty', faults };
  return {
    kind: 'sound',
    value: {
      ...{ code: code === NO_FACTOR ? null : code, reason, isForThePast: past === 'yes' },
      providerId: whose === EVERY_PROVIDER ? null : whose,
    },
  };
}
