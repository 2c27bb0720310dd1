import type { PairRefusal } from '#casework';
import type {
  AccessRefusal,
  AllocationRefusal,
  InformationRefusal,
  LookUpRefusal,
  ReasonRefusal,
  RecordMergeUndoRefusal,
  ReviewRefusal,
} from '#domain/access';
import { REASON_LEAST, REASON_MOST } from '#domain/access';
import type { FormFault } from '../../http/form-fault.js';

/** Why a form was refused, at the field where it can be put right. */

type ReasonFaults<Field extends string> = Readonly<Record<ReasonRefusal, FormFault<Field>>>;

/** Of a reason, whatever it is called in its form and whichever field it is typed in. */
function reasonFaultsAt<Field extends string>(field: Field, called: 'reason' | 'note'): ReasonFaults<Field> {
  return {
    'reason-too-short': { field, text: `Write a ${called} of at least ${REASON_LEAST} characters` },
    'reason-too-long': { field, text: `Write a ${called} of at most ${REASON_MOST} characters` },
  };
}

/** What an opening in an emergency does not let somebody do. */
export function emergencyOnly<Field extends string>(
  field: Field,
  barred: string,
  opened: 'this record' | 'one of the records' = 'this record',
): FormFault<Field> {
  return { field, text: `You opened ${opened} in an emergency, which does not let you ${barred}` };
}

export const reasonFaults = reasonFaultsAt('reason', 'reason');
/** On the page of two reports, where the other reason is why they are one. */
export const apartReasonFaults = reasonFaultsAt('apartReason', 'reason');

type LookUpField = 'councilChildId' | 'familyName' | 'birthDay';

export const lookUpFaults: Readonly<Record<LookUpRefusal, FormFault<LookUpField>>> = {
  'nothing-asked': { field: 'councilChildId', text: 'Enter a council child ID, or a family name and a date of birth' },
  'both-asked': {
    field: 'councilChildId',
    text: 'Enter either a council child ID, or a name and a date of birth, not both',
  },
  'family-name-missing': { field: 'familyName', text: 'Enter the family name as well as the date of birth' },
  'birth-missing': { field: 'birthDay', text: 'Enter the date of birth as well as the family name' },
  'no-such-day': { field: 'birthDay', text: 'Enter a date of birth that exists, such as 14 3 2010' },
};

type AccessField = 'personId' | 'reason';

export const accessFaults: Readonly<Record<AccessRefusal, FormFault<AccessField>>> = {
  ...reasonFaults,
  'emergency-only': emergencyOnly('reason', 'change who may see it'),
  'restricted-already': { field: 'reason', text: 'The record is restricted already; somebody did it before you' },
  'not-restricted': { field: 'reason', text: 'The record is not restricted any more; somebody lifted it before you' },
  'nobody-of-council': {
    field: 'personId',
    text: 'Choose somebody of the council: besides you, one more person has to be admitted',
  },
  'not-admissible': { field: 'personId', text: 'Choose a person from the list' },
  'listed-already': { field: 'personId', text: 'This person is admitted already' },
  'not-listed': { field: 'personId', text: 'This person is not admitted any more' },
};

/** In taking somebody off the list the same code means something else. */
export const removalFaults: Readonly<Record<AccessRefusal, FormFault<AccessField>>> = {
  ...accessFaults,
  'nobody-of-council': {
    field: 'personId',
    text: 'Admit somebody else of the council first: one of them has to stay on the list',
  },
};

/** In lifting a restriction a reason of its own is asked for. */
export const liftingFaults: Readonly<Record<AccessRefusal, FormFault>> = {
  ...accessFaults,
  ...reasonFaultsAt('liftReason', 'reason'),
  'emergency-only': { ...accessFaults['emergency-only'], field: 'liftReason' },
  'not-restricted': { ...accessFaults['not-restricted'], field: 'liftReason' },
};

type AllocationField = 'team' | 'worker' | 'fromDay';

export const allocationFaults: Readonly<Record<AllocationRefusal, FormFault<AllocationField>>> = {
  'emergency-only': emergencyOnly('team', 'change who works with the child'),
  'team-not-known': { field: 'team', text: 'Choose a team from the list' },
  'worker-not-known': { field: 'worker', text: 'Choose a lead worker from the list, or nobody yet' },
  'no-such-day': { field: 'fromDay', text: 'Enter a day that exists, such as 3 11 2025' },
  'before-present-one': {
    field: 'fromDay',
    text: 'Enter a day that is not before the start of the present allocation',
  },
  'too-far-ahead': { field: 'fromDay', text: 'Enter a day within the next three months' },
};

export type MergeField = 'councilChildId' | 'reason';

/** Of a pair that cannot be merged at all the other record is to be looked up anew. */
export const mergeFaults: Readonly<Record<PairRefusal, FormFault<MergeField>>> = {
  ...reasonFaults,
  'emergency-only': emergencyOnly('councilChildId', 'merge it', 'one of the records'),
  'same-record': { field: 'councilChildId', text: 'This is the record itself; look up the other one' },
  'other-authority': { field: 'councilChildId', text: 'The other record is another council’s and cannot be merged' },
  deleted: { field: 'councilChildId', text: 'One of the records was deleted and cannot be merged' },
  'merged-already': {
    field: 'councilChildId',
    text: 'The other record is merged into a record already; undo that first, or look up the record that it is part of',
  },
  'goes-on-elsewhere': {
    field: 'councilChildId',
    text: 'This record is itself merged into another one; start from the page of that one',
  },
  'holds-others': {
    field: 'councilChildId',
    text: 'Other records are merged into that one; start from its page and merge this record into it',
  },
  'other-not-there': { field: 'councilChildId', text: 'There is no such record, or none that you may open' },
  'other-needs-reason': {
    field: 'councilChildId',
    text: 'The other record is restricted; open it first and say why, then come back',
  },
};

export type MergeUndoField = 'mergeId' | 'reason';

export const mergeUndoFaults: Readonly<Record<RecordMergeUndoRefusal, FormFault<MergeUndoField>>> = {
  ...reasonFaults,
  'emergency-only': emergencyOnly('reason', 'undo a merge'),
  'undone-already': { field: 'mergeId', text: 'Choose a merge that stands; this one was undone before you' },
  'reports-are-one': {
    field: 'mergeId',
    text: 'A report on one of the records is merged with a report on the other as one absence; undo that first',
  },
};

export const informationFaults: Readonly<Record<InformationRefusal, FormFault<'information'>>> = {
  'information-missing': { field: 'information', text: 'Write what the third party said' },
  'information-too-long': { field: 'information', text: 'Write at most 4000 characters' },
};

type ReviewField = 'finding' | 'note';

export const reviewFaults: Readonly<Record<ReviewRefusal, FormFault<ReviewField>>> = {
  ...reasonFaultsAt('note', 'note'),
  'finding-missing': { field: 'finding', text: 'Choose whether the opening was justified' },
  'own-opening': { field: 'finding', text: 'You opened this record yourself; somebody else has to review it' },
  'reviewed-already': { field: 'finding', text: 'This opening has been reviewed already' },
};
