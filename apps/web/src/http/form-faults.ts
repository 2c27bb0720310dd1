/** What is wrong with one field of a form, in words that say what to do. */
export interface FieldFault<Field extends string> {
  readonly field: Field;
  readonly text: string;
}

export interface FaultsView {
  /** The summary at the top of the page; each line leads to its field. */
  readonly faults: readonly { readonly field: string; readonly text: string }[];
  /** The sentence at each field; null where nothing is wrong. */
  readonly faultOf: Readonly<Record<string, string | null>>;
  readonly isFaulty: boolean;
}

/** The faults of a form, for the summary and for each of its fields. A field is known by its id. */
export function presentFaults<Field extends string>(
  fields: readonly Field[],
  fault: FieldFault<Field> | null,
): FaultsView {
  return {
    faults: fault === null ? [] : [{ field: fault.field, text: fault.text }],
    faultOf: Object.fromEntries(fields.map((field) => [field, fault?.field === field ? fault.text : null])),
    isFaulty: fault !== null,
  };
}

/** A page whose form was refused says so first, in its title as well. */
export function titleOf(title: string, { isFaulty }: Pick<FaultsView, 'isFaulty'>): string {
  return isFaulty ? `Error: ${title}` : title;
}
