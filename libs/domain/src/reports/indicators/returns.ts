import { reasonNotRequired } from '../../cases/index.js';
import type { MissingCase } from '../../cases/index.js';
import { isDueBy } from '../../deadlines/index.js';
import type { Instant, Moment } from '../../time/index.js';

/** A return after which an interview was owed by the cut-off. */
export interface RequiredReturn {
  readonly missingCase: MissingCase;
  readonly returnedAt: Moment;
}

/** The returns of a period, each in exactly one place. */
export interface ReturnsByDuty {
  readonly returned: readonly MissingCase[];
  readonly required: readonly RequiredReturn[];
  readonly notYetDue: readonly MissingCase[];
  readonly otherAuthorityDuty: readonly MissingCase[];
  readonly cancelled: readonly MissingCase[];
  readonly notCounted: readonly MissingCase[];
}

type Duty = Exclude<keyof ReturnsByDuty, 'returned'>;

/**
 * Parts the returns by what was owed: returned = required + notYetDue + otherAuthorityDuty + cancelled + notCounted
 * (domain brief 4.1; the last is 0 unless a contract leaves a kind of episode out). A return whose 72 hours may still
 * run at the cut-off is not yet due, even when the interview has been held.
 */
export function returnsByDuty(returned: readonly MissingCase[], cutOff: Instant): ReturnsByDuty {
  const of = (duty: Duty) => returned.filter((each) => dutyOf(each, cutOff) === duty);
  return {
    returned,
    required: of('required').flatMap((missingCase) => {
      const { returnedAt } = missingCase.episode;
      return returnedAt === null ? [] : [{ missingCase, returnedAt }];
    }),
    notYetDue: of('notYetDue'),
    otherAuthorityDuty: of('otherAuthorityDuty'),
    cancelled: of('cancelled'),
    notCounted: of('notCounted'),
  };
}

function dutyOf(missingCase: MissingCase, cutOff: Instant): Duty {
  const { returnedAt } = missingCase.episode;
  switch (reasonNotRequired(missingCase)) {
    case 'cancelled':
      return 'cancelled';
    case 'other_authority_duty':
      return 'otherAuthorityDuty';
    case 'not_counted':
      return 'notCounted';
    case null:
      return returnedAt !== null && isDueBy(returnedAt, cutOff) ? 'required' : 'notYetDue';
  }
}
