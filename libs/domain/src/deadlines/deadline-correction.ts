import type { CaseRecord } from '../cases/index.js';
import type { DeadlineId } from '../kernel/index.js';
import { isEqual } from '../kernel/index.js';
import type { Deadline } from './deadline.js';

/** Which fact moved a clock; `terms` where none of the case did, but a contract, a setting or another episode. */
export const correctionCauses = [
  'return',
  'missing',
  'end',
  'class',
  'care_status',
  'provider',
  'referral',
  'interview',
  'form',
  'terms',
] as const;
export type CorrectionCause = (typeof correctionCauses)[number];

/** A clock that a correction replaced; null where none runs in its place. */
export interface DeadlineCorrection {
  readonly deadlineId: DeadlineId;
  readonly replacedById: DeadlineId | null;
  readonly because: CorrectionCause;
}

/** The clocks that facts or rules replaced between two looks at a case. Merges of reports are told of where they are made. */
export function correctionsBetween(
  before: readonly Deadline[],
  after: readonly Deadline[],
  because: CorrectionCause,
): readonly DeadlineCorrection[] {
  const ran = new Map(before.map((deadline) => [deadline.id, deadline.supersededAt === null]));
  return after
    .filter((each) => ran.get(each.id) === true && each.supersededAt !== null && each.supersededBecause === null)
    .map((old) => {
      const next = after.find((each) => clockFamily(each) === clockFamily(old) && each.supersededAt === null);
      return { deadlineId: old.id, replacedById: next?.id ?? null, because };
    });
}

/** A form is asked for once: the shorter clock of one with a concern stands in the place of the other. */
function clockFamily({ kind }: Deadline): string {
  return kind === 'form_concern' ? 'form' : kind;
}

/** The first of the causes, in the order in which they weigh, by which two states of a case differ. */
export function causeOfChange(before: CaseRecord | undefined, after: CaseRecord): CorrectionCause {
  if (!before) return 'terms';
  const differ: Readonly<Record<Exclude<CorrectionCause, 'terms'>, (record: CaseRecord) => unknown>> = {
    return: ({ episode }) => episode.returnedAt,
    missing: ({ episode }) => episode.missingAt,
    end: ({ episode }) => episode.end,
    class: ({ episode }) => episode.code,
    care_status: ({ episode }) => [episode.atStart.careStatus, episode.atStart.group],
    provider: ({ episode, requirement }) => [episode.providerId, requirement.notCompletedReason],
    referral: ({ requirement }) => requirement.referredAt,
    interview: ({ interview }) => interview,
    form: ({ requirement }) => requirement.formReturnedAt,
  };
  return (
    correctionCauses.find((cause) => cause !== 'terms' && !isEqual(differ[cause](before), differ[cause](after))) ??
    'terms'
  );
}
