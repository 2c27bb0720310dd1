import type { ReferralChoice } from '#casework';
import { headingBlock, momentBlock, selectBlock, textBlock } from '../forms/block.js';
import type { Block, Offered } from '../forms/block.js';
import { typedMoment } from './record.form.js';
import type { MomentName, RecordField, RecordFields } from './record.form.js';

/** What the form has to go by: what was typed, and to whom the episode may be referred. */
export interface Typed {
  readonly fields: RecordFields;
  readonly choices: readonly ReferralChoice[];
}

/** One question of the form: the block that asks it, and its answer on the page that is checked at the end. */
export interface Question {
  readonly ask: (typed: Typed) => readonly Block[];
  readonly answers: (typed: Typed) => readonly Answer[];
}

export interface Answer {
  readonly label: string;
  readonly value: string;
}

/** A hint below the label, and the words above the answer where they are not the label. */
interface More {
  readonly hint?: string;
  readonly answer?: string;
}

export const nothing = () => [];

export function heading(label: string): Question {
  return { ask: () => [headingBlock(label)], answers: nothing };
}

export function text(id: RecordField, label: string, { hint = '', answer = label }: More = {}): Question {
  return {
    ask: ({ fields }) => [textBlock(id, { label, hint }, fields[id])],
    answers: ({ fields }) => [{ label: answer, value: fields[id] ?? '' }],
  };
}

/** A list to choose from; `none` are the words of having chosen nothing. */
export function choice(
  id: RecordField,
  label: string,
  none: string,
  offered: Offered,
  { hint = '', answer = label }: More = {},
): Question {
  return {
    ask: ({ fields }) => [selectBlock(id, { label, hint }, { chosen: fields[id], none, offered })],
    answers: ({ fields }) => [{ label: answer, value: offered.find(([value]) => value === fields[id])?.[1] ?? '' }],
  };
}

export function moment(name: MomentName, label: string, { hint = '', answer = label }: More): Question {
  return {
    ask: ({ fields }) => [momentBlock(name, { label, hint }, typedMoment(fields, name))],
    answers: ({ fields }) => [{ label: answer, value: momentWords(fields, name) }],
  };
}

/** A question whose answer counts only if another was answered so. */
export function onlyIf(isAsked: (fields: RecordFields) => boolean, question: Question): Question {
  return { ...question, answers: (typed) => (isAsked(typed.fields) ? question.answers(typed) : []) };
}

function momentWords(fields: RecordFields, name: MomentName): string {
  const { day = '', month = '', year = '', time, isUnknown, hour } = typedMoment(fields, name);
  if (day === '') return '';
  const which = hour === 'second' ? ', the second of the two' : hour === 'first' ? ', the first of the two' : '';
  return `${day}/${month}/${year}, ${isUnknown ? 'time not known' : `${time}${which}`}`;
}
