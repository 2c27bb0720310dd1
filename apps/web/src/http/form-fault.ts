/** What is wrong with one field of a form, in words that say what to do; the summary links to the field by its id. */
export interface FormFault<Field extends string = string> {
  readonly field: Field;
  readonly text: string;
}
