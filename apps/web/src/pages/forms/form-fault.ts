/** What is wrong with one field of a form, in words that say what to do; the summary links to the field. */
export interface FormFault {
  readonly field: string;
  readonly text: string;
}

/** A text field, a choice or a set of fields as its template shows it. */
export interface FieldView {
  readonly id: string;
  readonly value: string;
  readonly fault: string | null;
}

/** What a person typed, kept, with what is wrong with it. */
export function fieldView(id: string, value: string | undefined, faults: readonly FormFault[]): FieldView {
  return { id, value: value ?? '', fault: faultOf(id, faults) };
}

export function faultOf(id: string, faults: readonly FormFault[]): string | null {
  return faults.find(({ field }) => field === id)?.text ?? null;
}

/** The title of a page, which says first when something has to be put right. */
export function titleWith(title: string, faults: readonly FormFault[]): string {
  return faults.length > 0 ? `Error: ${title}` : title;
}
