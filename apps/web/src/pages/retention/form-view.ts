import { readDay } from '#domain/time';
import type { Day } from '#domain/time';

/** What is wrong with a form: told at its top, with a link to the field, and at the field. */
export interface FormFault {
  readonly field: string;
  readonly text: string;
}

export interface ReasonField {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly error: string | null;
}

export interface DayField {
  readonly legend: string;
  readonly hint: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly error: string | null;
}

export interface ChoiceField {
  readonly legend: string;
  readonly name: string;
  readonly choices: readonly {
    readonly id: string;
    readonly value: string;
    readonly text: string;
    readonly isChosen: boolean;
  }[];
}

export interface NumberField {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly error: string | null;
}

/** A page with one form. */
export interface FormView {
  readonly caption: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly action: string;
  readonly button: string;
  readonly back: string;
  readonly faults: readonly FormFault[];
  readonly choices: readonly ChoiceField[];
  readonly number: NumberField | null;
  readonly day: DayField | null;
  readonly reason: ReasonField | null;
}

const LONGEST_REASON = 500;
const NEVER_NAME = 'The reason stays in the log for good: name no child in it.';

/** The three fields of a day, as a form brings them back. */
export interface TypedDay {
  readonly day?: string | undefined;
  readonly month?: string | undefined;
  readonly year?: string | undefined;
}

/** A reason is asked for, in a sentence or two. */
export function faultOfReason(reason: string): FormFault | null {
  const length = reason.trim().length;
  if (length === 0) return { field: 'reason', text: 'Enter a reason' };
  if (length > LONGEST_REASON)
    return { field: 'reason', text: `The reason must be ${LONGEST_REASON} characters or fewer` };
  return null;
}

/** Reads a typed day; null when it is none. */
export function readTypedDay({ day = '', month = '', year = '' }: TypedDay): Day | null {
  return readDay(`${day.trim()}/${month.trim()}/${year.trim()}`);
}

export function isBlankDay({ day = '', month = '', year = '' }: TypedDay): boolean {
  return [day, month, year].every((part) => part.trim() === '');
}

export function reasonField(label: string, value: string, faults: readonly FormFault[]): ReasonField {
  return { label, hint: NEVER_NAME, value, error: errorOf('reason', faults) };
}

export function dayField(
  words: Pick<DayField, 'legend' | 'hint'>,
  typed: TypedDay,
  faults: readonly FormFault[],
): DayField {
  const { day = '', month = '', year = '' } = typed;
  return { ...words, day, month, year, error: errorOf('day', faults) };
}

export function errorOf(field: string, faults: readonly FormFault[]): string | null {
  return faults.find((fault) => fault.field === field)?.text ?? null;
}
