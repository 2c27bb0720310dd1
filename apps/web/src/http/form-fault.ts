/** One thing that is wrong with a form, and the field to go to. */
export interface FormFault {
  readonly field: string;
  readonly text: string;
}

/** The faults of a form for the summary at its top and beside its fields; null where a field has none. */
export function presentFaults<Field extends string>(
  fields: readonly Field[],
  faults: readonly (FormFault & { readonly field: Field })[],
) {
  const faultOf = (field: Field) => faults.find((fault) => fault.field === field)?.text ?? null;
  const byField: Record<string, string | null> = Object.fromEntries(fields.map((field) => [field, faultOf(field)]));
  return { faults, faultOf: byField };
}
