import type { FormFault } from './form-fault.js';
import type { Place } from './navigation.js';

/** A page as a controller answers with it; `PageRenderer` makes it HTML. */
export interface Page {
  /** The view's file below `apps/web/views`, without its ending. */
  readonly template: string;
  /** Names the page, never a child: it stays in the history of the browser. */
  readonly title: string;
  readonly place: Place;
  readonly view: object;
  /** What is wrong with the form that came: told in the title, in the summary at the top and at each field. */
  readonly faults?: readonly FormFault[];
  /** Where it is left out: 422 for a form that is shown again with faults, else 200. */
  readonly status?: number;
}

/** Leads the browser on. */
export interface Redirection {
  readonly leadsTo: string;
  readonly status: 303;
}

/** Leads on to a page after a form was taken: so that loading it again sends nothing twice. */
export function seeOther(address: string): Redirection {
  return { leadsTo: address, status: 303 };
}

/** What a route answers with: a page, or the way to another one; a form that is refused gets its page again with the faults. */
export type Answer = Page | Redirection;

/** Thrown where another page has to come first, such as one that asks for a reason: the browser is led on to it. */
export class OtherPageFirst extends Error {
  override readonly name = 'OtherPageFirst';

  constructor(readonly address: string) {
    super('Another page comes first.');
  }
}
