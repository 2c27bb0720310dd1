import { HttpException } from '@nestjs/common';

/** Everything that the API can answer instead of what was asked: the kind is stable, part of the contract. */
const problemKinds = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'not-permitted': { status: 403, title: 'This is not permitted' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'invitation-over': { status: 404, title: 'This invitation cannot be used' },
  'not-acceptable': { status: 406, title: 'No such format' },
  'too-slow': { status: 408, title: 'The request took too long' },
  'too-large': { status: 413, title: 'The return is too large' },
  'not-supported': { status: 415, title: 'The format is not supported' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'too-large-head': { status: 431, title: 'The head of the request is too large' },
  'needs-condition': { status: 428, title: 'Say which version is to be changed' },
  stale: { status: 412, title: 'The episode has changed since' },
  'row-held': { status: 422, title: 'The row is held' },
  'not-recorded': { status: 422, title: 'This cannot be recorded so' },
  unreadable: { status: 422, title: 'The return cannot be read' },
  disagreement: { status: 422, title: 'The return does not agree with its address' },
  'not-available': { status: 422, title: 'This version cannot give that' },
  'not-possible': { status: 422, title: 'The report cannot be built so' },
  'not-confirmable': { status: 422, title: 'This cannot be confirmed' },
  'key-reused': { status: 422, title: 'The Idempotency-Key was used for another request' },
  'in-progress': { status: 409, title: 'The same request is being worked on' },
  'not-done': { status: 409, title: 'This was not done' },
  unavailable: { status: 503, title: 'The service is not available now' },
  internal: { status: 500, title: 'The service failed' },
} as const satisfies Readonly<Record<string, { status: number; title: string }>>;

export type ProblemKind = keyof typeof problemKinds;

/** A problem document of RFC 9457. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
}

/** A request that is answered by a problem instead; the detail is one sentence for a person. */
export class Problem extends HttpException {
  constructor(
    readonly kind: ProblemKind,
    readonly detail: string,
    /** What belongs to this kind besides. */
    private readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail, problemKinds[kind].status);
  }

  get document(): ProblemDocument {
    const { status, title } = problemKinds[this.kind];
    return { type: `urn:homeward:problem:${this.kind}`, title, status, detail: this.detail, ...this.more };
  }
}

/** The answer to everything that is not there, or not for whoever asks: one sentence, whatever the cause. */
export function notThere(): Problem {
  return new Problem('not-found', 'There is nothing at this address.');
}
