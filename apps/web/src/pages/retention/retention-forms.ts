import { careStatusLabels, careStatuses } from '#domain/children';
import { retentionAnchors } from '#domain/retention';
import { choices } from '../forms/choices.js';
import { dayField } from '../forms/day-field.js';
import type { TypedDay } from '../forms/day-field.js';
import { reasonField } from './form-view.js';
import type { FormView } from './form-view.js';
import { anchorWords } from './keeping-words.js';

const bare = { choices: [], number: null, day: null, reason: null } as const;

/** Asks why, and from when, something must not be deleted. */
export function holdForm(
  on: { readonly caption: string; readonly isCouncil: boolean; readonly action: string; readonly back: string },
  typed: TypedDay & { readonly reason: string },
): FormView {
  const what = on.isCouncil ? 'anything that the council holds here' : 'this record';
  return {
    ...bare,
    ...{ caption: on.caption, action: on.action, back: on.back },
    title: on.isCouncil ? 'Put everything under a legal hold' : 'Put this record under a legal hold',
    paragraphs: [`While a hold is in force nobody can delete ${what}, however long it has been kept.`],
    button: 'Place the hold',
    day: dayOn('From which day was it asked for?', typed),
    reason: reasonField('Why must it be kept?', typed.reason),
  };
}

export function liftForm(on: { readonly caption: string; readonly action: string }, reason: string): FormView {
  return {
    ...bare,
    ...{ caption: on.caption, action: on.action, back: '/retention' },
    title: 'Lift this legal hold',
    paragraphs: ['What it covers can be deleted again once its time of keeping is over.'],
    button: 'Lift the hold',
    reason: reasonField('Why need it no longer be kept?', reason),
  };
}

export function deathForm(on: { readonly caption: string; readonly address: string }, typed: TypedDay): FormView {
  return {
    ...bare,
    ...{ caption: on.caption, action: `${on.address}/death`, back: on.address },
    title: 'Record the date of death',
    paragraphs: [
      'Care records of a child who died under 18 are kept for 15 years from the death.',
      'Leave all three blank to take back a date that was recorded by mistake.',
    ],
    button: 'Save',
    day: dayOn('On which day did the child die?', typed),
  };
}

export function deletionForm(on: { readonly caption: string; readonly address: string }, reason: string): FormView {
  return {
    ...bare,
    ...{ caption: on.caption, action: `${on.address}/deletion/check`, back: on.address },
    title: 'Delete this record',
    paragraphs: ['On the next page you can check what goes and what stays, before anything is deleted.'],
    button: 'Continue',
    reason: reasonField('Why is it deleted?', reason),
  };
}

export interface TypedRule extends TypedDay {
  readonly careStatus: string;
  readonly anchor: string;
  readonly years: string;
  readonly reason: string;
}

/** Asks how long the council keeps the records of children of a status. */
export function ruleForm(caption: string, typed: TypedRule): FormView {
  return {
    ...{ caption, action: '/retention/rules', back: '/retention' },
    title: 'Set how long records are kept',
    paragraphs: [
      'Records of children who were looked after by this council, and of care leavers, are kept at least as long as the regulations ask, whatever is set here.',
      'A child who was seen with several statuses is kept as long as the longest of them asks.',
    ],
    button: 'Save',
    choices: [
      {
        legend: 'Whose records?',
        id: 'careStatus',
        options: choices(
          careStatuses.map((value) => [value, capitalised(careStatusLabels[value])]),
          typed.careStatus,
        ),
      },
      {
        legend: 'What are the years counted from?',
        id: 'anchor',
        options: choices(
          retentionAnchors.map((value) => [value, capitalised(anchorWords[value])]),
          typed.anchor,
        ),
      },
    ],
    number: { id: 'years', label: 'How many years?', hint: '', value: typed.years, width: 3, inputmode: 'numeric' },
    day: dayOn('From which day does this hold?', typed),
    reason: reasonField('By which decision?', typed.reason),
  };
}

function dayOn(label: string, typed: TypedDay) {
  return dayField('on', { label, hint: 'For example, 23 11 2026' }, typed);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
