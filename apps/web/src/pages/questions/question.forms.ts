import { IsOptional, IsString, IsUUID, Matches } from 'class-validator';
import type { QuestionWish, RowPlace } from '#casework';
import { WORDS_MOST } from '#domain/questions';
import type { AnswerRefusal, AskingFault, ClosingRefusal } from '#domain/questions';
import { isColumnName } from '#domain/submissions';
import type { FormFault } from '../../http/form-fault.js';
import { isDay, readTypedDay } from '../forms/day-field.js';
import type { TypedDay } from '../forms/day-field.js';
import { Form, TypedText } from '../forms/form.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import type { ReadForm } from '../forms/read-form.js';

/** A question by its opaque id. */
export class QuestionParams {
  @IsUUID(undefined, { message: 'the address is not complete' })
  id: string;
}

/** A row of a submission, by the opaque id of that and by its place. */
export class RowParams extends QuestionParams {
  @IsString({ message: 'the address is not complete' })
  row: string;
}

/** The number of a row; 0, which none has, where the address names none. */
export function rowOf({ row }: RowParams): number {
  return /^[1-9]\d{0,5}$/.test(row) ? Number(row) : 0;
}

/** From where on the list of questions is shown: the day and the id of the last question before. */
export class QuestionsQuery extends OrganisationQuery {
  @IsOptional()
  @Matches(/^[0-9a-f_-]{1,60}$/, { message: 'after must come from an address of this service' })
  after?: string;
}

/** From where on the list of held rows is shown: the submission and the number of the last row before. */
export class HeldRowsQuery extends OrganisationQuery {
  @IsOptional()
  @Matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}_[1-9]\d{0,5}$/, {
    message: 'after must come from an address of this service',
  })
  after?: string;
}

export class QuestionForm extends Form {
  @TypedText() column?: string;
  @TypedText() words?: string;
  @TypedText() wantedDay?: string;
  @TypedText() wantedMonth?: string;
  @TypedText() wantedYear?: string;
}

export class AnswerForm extends Form {
  @TypedText() answer?: string;
}

export class ClosingForm extends Form {
  @TypedText() closing?: string;
}

const TOO_LONG = `Write at most ${WORDS_MOST} characters`;

export const askingFaults: Readonly<Record<AskingFault, FormFault>> = {
  'words-missing': { field: 'words', text: 'Write what you want to know' },
  'words-too-long': { field: 'words', text: TOO_LONG },
  'day-missing': { field: 'wantedDay', text: 'Enter the day by which you want an answer' },
  'day-past': { field: 'wantedDay', text: 'Enter today or a later day' },
  'day-too-late': { field: 'wantedDay', text: 'Enter a day within a year' },
};

export const answerFaults: Readonly<Record<AnswerRefusal, FormFault>> = {
  'words-missing': { field: 'answer', text: 'Write your answer' },
  'words-too-long': { field: 'answer', text: TOO_LONG },
  'question-closed': { field: 'answer', text: 'The council has closed this question; it takes no answer any more' },
};

export const closingFaults: Readonly<Record<ClosingRefusal, FormFault>> = {
  'words-too-long': { field: 'closing', text: TOO_LONG },
  'question-closed': { field: 'closing', text: 'Somebody has closed this question before you' },
};

/** The day by which an answer is wanted, as it was typed. */
export function typedWanted(form: Partial<QuestionForm>): TypedDay {
  return { day: form.wantedDay, month: form.wantedMonth, year: form.wantedYear };
}

/** Reads a question; whether its words and its day will do is for the rules. */
export function readQuestionForm(form: QuestionForm): ReadForm<QuestionWish> {
  const wantedOn = readTypedDay(typedWanted(form));
  const { column = '', words = '' } = form;
  const faults: FormFault[] = [];
  if (column !== '' && !isColumnName(column)) faults.push({ field: 'column', text: 'Choose a column from the list' });
  if (wantedOn === 'not-a-day') faults.push({ field: 'wantedDay', text: 'Enter a day that exists, such as 3 11 2025' });
  if (faults.length > 0) return { kind: 'faulty', faults };
  return {
    kind: 'sound',
    value: { words, column: isColumnName(column) ? column : null, wantedOn: isDay(wantedOn) ? wantedOn : null },
  };
}

export function placeOf(after: string | undefined): RowPlace | null {
  const [submissionId, row] = after?.split('_') ?? [];
  return submissionId !== undefined && row !== undefined ? { submissionId, row: Number(row) } : null;
}
