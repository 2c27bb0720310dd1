import { IsIn, IsOptional, IsUUID } from 'class-validator';
import type { DoubtRefusal } from '#submissions';
import type { MatchUndoRefusal, MatchWish } from '#domain/access';
import type { FormFault } from '../../http/form-fault.js';
import { emergencyOnly, reasonFaults } from '../children/refusal-words.js';
import { Form, TypedText } from '../forms/form.js';
import type { ReadForm } from '../forms/read-form.js';
import { OrganisationQuery } from '../forms/organisation.query.js';

/** What was just done, for the banner of the queue. */
export const doneWords = {
  applied: 'The row is applied. What the provider sends later and says the same goes the same way.',
  'new-child': 'A record is made, and the row is applied to it.',
  held: 'It is decided of which child the row speaks. The row is still held, for another reason: see its findings.',
  'left-out': 'The row is left out. The same row is not asked about again.',
  undone: 'The decision is undone. What the provider sends later is asked about again.',
} as const;
export type Done = keyof typeof doneWords;
const dones = Object.keys(doneWords);

/** Which page of the queue, by the opaque id of the last row before it. */
export class DoubtsQuery extends OrganisationQuery {
  @IsOptional()
  @IsUUID(undefined, { message: 'the address is not complete' })
  after?: string;

  @IsOptional()
  @IsIn(dones)
  done?: Done;
}

/** A row or a decision, by its opaque id. */
export class DoubtParams {
  @IsUUID(undefined, { message: 'the address is not complete' })
  id: string;
}

/** Of which child a row speaks, as it is typed. */
export class DoubtForm extends Form {
  @TypedText()
  choice?: string;

  @TypedText()
  birth?: string;

  @TypedText()
  keepName?: string;

  @TypedText()
  reason?: string;
}

export class UndoForm extends Form {
  @TypedText()
  reason?: string;
}

export type TypedDoubt = Partial<DoubtForm>;

/** The choices that are no child on record. */
export const NEW_CHILD = 'new';
export const LEFT_OUT = 'out';

const matchFaults: Readonly<Record<DoubtRefusal, FormFault>> = {
  ...reasonFaults,
  'not-yours': {
    field: 'choice',
    text: 'It may speak of a record that you may not open; somebody who may has to decide',
  },
  'opening-first': { field: 'choice', text: 'Open the restricted record first and say why, then come back' },
  'emergency-only': emergencyOnly('choice', 'decide who the child is', 'one of the records'),
  'not-a-candidate': { field: 'choice', text: 'Choose of which child the row speaks' },
  'birth-not-chosen': { field: 'birth', text: 'Choose which date of birth is right' },
  'name-not-full': { field: 'keepName', text: 'The row gives no full name; a child is not known by less' },
  'reference-elsewhere': {
    field: 'choice',
    text: 'The row’s reference stands on an episode of another record: choose that one or leave the row out. For the other child the provider needs a reference of its own',
  },
  'held-otherwise': {
    field: 'choice',
    text: 'No record was made, because the row would still be held for another reason; ask the provider to correct it',
  },
};

export function faultOf(refusal: DoubtRefusal): FormFault {
  return matchFaults[refusal];
}

export const undoFaults: Readonly<Record<MatchUndoRefusal, FormFault>> = {
  ...reasonFaults,
  'emergency-only': emergencyOnly('reason', 'undo a decision about it'),
};

/** Reads what somebody decided; whether it may be so is the rule's to say. */
export function readDoubtForm({ choice = '', birth = '', keepName = '' }: TypedDoubt): ReadForm<MatchWish> {
  if (choice === '') return { kind: 'faulty', faults: [faultOf('not-a-candidate')] };
  if (choice === NEW_CHILD) return { kind: 'sound', value: { kind: 'new_child' } };
  if (choice === LEFT_OUT) return { kind: 'sound', value: { kind: 'left_out' } };
  return {
    kind: 'sound',
    value: {
      ...{ kind: 'this_child', childId: choice, keepsName: keepName === 'yes' },
      birth: birth === 'record' || birth === 'row' ? birth : null,
    },
  };
}
