/** What was asked for may be done, with what it comes to; or it is refused, with a code for why. */
export type Decision<Value, Refusal extends string> =
  { readonly kind: 'granted'; readonly value: Value } | { readonly kind: 'refused'; readonly because: Refusal };

export function granted<Value>(value: Value): { readonly kind: 'granted'; readonly value: Value } {
  return { kind: 'granted', value };
}

export function refused<Refusal extends string>(
  because: Refusal,
): { readonly kind: 'refused'; readonly because: Refusal } {
  return { kind: 'refused', because };
}
