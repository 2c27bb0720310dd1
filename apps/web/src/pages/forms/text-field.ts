/** What `partials/text-field` is given. */
export interface TextField {
  readonly id: string;
  readonly label: string;
  /** Blank where there is nothing to add. */
  readonly hint: string;
  readonly value: string;
  /** In characters. */
  readonly width: 2 | 3 | 5 | 10 | 20;
  readonly inputmode: 'text' | 'numeric' | 'email';
}

/** What `partials/text-area` is given. */
export interface TextArea {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly rows: number;
}
