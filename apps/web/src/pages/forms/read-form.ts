import type { FormFault } from '../../http/form-fault.js';

/** A form as it was read: fit to be acted on, or with what is wrong with it. */
export type ReadForm<Value> =
  | { readonly kind: 'sound'; readonly value: Value }
  | { readonly kind: 'faulty'; readonly faults: readonly FormFault[] };
