/** What a decision gives back: a value, or a refusal that the caller was to expect. Bugs throw, refusals do not. */
export type Result<Value, Refusal> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal };

export function accept<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function refuse<Refusal>(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}

/** For the default branch of a switch over a union: does not compile while a member is unhandled. */
export function unreachable(value: never): never {
  throw new Error(`Unhandled case: ${String(value)}`);
}
