import { BadRequestException, HttpException } from '@nestjs/common';
import { describeDatabaseFault } from '#persistence';
import { ReportRefused } from '#reports';
import { ReturnRefused } from '#submissions';
import { Problem } from './problem.js';
import type { ProblemKind } from './problem.js';
import { SEND_AS } from './return-types.js';

/** The same words whether the authority is unknown here, or has no contract or no agreement with the sender: nothing leaks. */
const NO_RETURN_FOR_AUTHORITY =
  'This key may not send returns for that authority; check its code, or ask the council for a contract.';

const kindOfRefusal: Readonly<Record<ReturnRefused['reason'], ProblemKind>> = {
  unreadable: 'unreadable',
  'too-large': 'too-large',
  'not-supported': 'not-supported',
  disagreement: 'disagreement',
  'unknown-authority': 'not-permitted',
  'unknown-provider': 'not-permitted',
  'no-contract': 'not-permitted',
  'no-agreement': 'not-permitted',
};

const wordsOfStatus: ReadonlyMap<number, readonly [ProblemKind, string]> = new Map([
  [400, ['invalid-request', 'The request cannot be read; check its address and its body.']],
  [401, ['not-signed-in', 'Sign in first.']],
  [403, ['not-permitted', 'You may not do this.']],
  [404, ['not-found', 'There is nothing at this address.']],
  [413, ['too-large', 'The body is larger than the 20 MB that a return may have; send it in parts.']],
  [415, ['not-supported', SEND_AS]],
]);

/** What any error comes to for the one who asked: expected ones in their own words, all others without any detail. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ReturnRefused) return problemOfRefusal(error);
  if (error instanceof ReportRefused) return new Problem('not-possible', error.message);
  if (error instanceof BadRequestException) return new Problem('invalid-request', sentenceOf(error));
  const databaseFault = describeDatabaseFault(error);
  if (databaseFault !== null) return new Problem('unavailable', databaseFault);
  const [kind, detail] = wordsOfStatus.get(statusOf(error)) ?? [
    'internal',
    'The service could not do this. Try again, and tell whoever runs it if it stays so.',
  ];
  return new Problem(kind, detail);
}

function problemOfRefusal({ reason, message }: ReturnRefused): Problem {
  const kind = kindOfRefusal[reason];
  return new Problem(kind, kind === 'not-permitted' ? NO_RETURN_FOR_AUTHORITY : message);
}

/** The faults that validation found, as one sentence. They name parameters and never a value. */
function sentenceOf(error: BadRequestException): string {
  const answer = error.getResponse();
  const faults: unknown = typeof answer === 'object' && 'message' in answer ? answer.message : null;
  return Array.isArray(faults) ? `${faults.join('; ')}.` : 'The request is not valid; check its address and its body.';
}

/** Nest's own exceptions, and Fastify's, which carry the status to answer with. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return 500;
}
