import type { FormFault } from '../../http/form-fault.js';
import type { Page } from '../../http/page.js';
import type { Choice } from '../forms/choices.js';
import type { DayField } from '../forms/day-field.js';
import type { TextArea, TextField } from '../forms/text-field.js';

export interface ChoiceField {
  readonly id: string;
  readonly legend: string;
  readonly options: readonly Choice[];
}

/** A page with one form. */
export interface FormView {
  readonly caption: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly action: string;
  readonly button: string;
  readonly back: string;
  readonly choices: readonly ChoiceField[];
  readonly number: TextField | null;
  readonly day: DayField | null;
  readonly reason: TextArea | null;
}

const LONGEST_REASON = 500;
const NEVER_NAME = 'The reason stays in the log for good: name no child in it.';

export function formPage(view: FormView, faults: readonly FormFault[] = []): Page {
  return { template: 'retention/form', title: view.title, place: 'retention', view, faults };
}

/** A reason is asked for, in a sentence or two. */
export function faultsOfReason(reason: string): readonly FormFault[] {
  const length = reason.trim().length;
  if (length === 0) return [{ field: 'reason', text: 'Enter a reason' }];
  if (length > LONGEST_REASON)
    return [{ field: 'reason', text: `The reason must be ${LONGEST_REASON} characters or fewer` }];
  return [];
}

export function reasonField(label: string, value: string): TextArea {
  return { id: 'reason', name: 'reason', rows: 3, label, hint: NEVER_NAME, value };
}
