import type { MessageFault } from './message.js';

/**
 * What became of handing a message to a sender. It may be put off though it was taken: who could not be heard to the end
 * is asked again, with the same reference.
 */
export type SendOutcome =
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'put-off';
      readonly fault: MessageFault;
      /** How long the sender asked to be left alone, in seconds; null where it did not say. */
      readonly retryAfter: number | null;
    }
  | { readonly kind: 'refused'; readonly fault: MessageFault };

/** What a sender knows of a message that it took. */
export type DeliveryOutcome = 'delivered' | 'not-delivered' | 'under-way';
