import type { DeliveryOutcome, SendOutcome, SentChannel } from '#domain/messages';

/** A text on its way to one address. It holds nothing about a child. */
export interface Mail {
  /** The same at every attempt, so that whoever took it before can tell. */
  readonly reference: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** One way out of the service. It never throws for what another machine does: that is an outcome. */
export interface Sender {
  readonly channel: SentChannel;
  /** Hands a mail over. `isRepeat`: it was handed over before, and perhaps taken. */
  send(mail: Mail, isRepeat: boolean): Promise<SendOutcome>;
  /** What became of a mail that was taken; null where this way never tells. */
  readonly check: ((reference: string) => Promise<DeliveryOutcome>) | null;
}
