/** A line of a summary list. */
export interface LabelledValue {
  readonly label: string;
  readonly value: string;
}
