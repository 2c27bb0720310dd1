import type { Place } from '../../http/navigation.js';
import type { Page } from '../../http/page.js';

interface Confirmation {
  readonly title: string;
  readonly place: Place;
  readonly caption: string;
  /** What is asked; it may name what it is about, which the title of a page never does. */
  readonly heading: string;
  readonly lines: readonly string[];
  readonly button: string;
  readonly action: string;
  readonly back: string;
}

/** A page that asks once more before something is done that cannot be taken back; it sends a bare `Form`. */
export function confirmPage({ title, place, ...view }: Confirmation): Page {
  return { template: 'confirm/confirm', title, place, view };
}
