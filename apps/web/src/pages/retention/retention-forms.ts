import { careStatusLabels, careStatuses } from '#domain/children';
import { retentionAnchors } from '#domain/retention';
import { dayField, errorOf, reasonField } from './form-view.js';
import type { FormFault, FormView, TypedDay } from './form-view.js';
import { anchorWords } from './keeping-words.js';

const bare = { choices: [], number: null, day: null, reason: null } as const;

/** Asks why, and from when, something must not be deleted. */
export function holdForm(
  on: { readonly caption: string; readonly isCouncil: boolean; readonly action: string; readonly back: string },
  typed: TypedDay & { readonly reason: string },
  faults: readonly FormFault[],
): FormView {
  const what = on.isCouncil ? 'anything that the council holds here' : 'this record';
  return {
    ...bare,
    ...{ caption: on.caption, action: on.action, back: on.back, faults },
    title: on.isCouncil ? 'Put everything under a legal hold' : 'Put this record under a legal hold',
    paragraphs: [`While a hold is in force nobody can delete ${what}, however long it has been kept.`],
    button: 'Place the hold',
    day: dayField({ legend: 'From which day was it asked for?', hint: 'For example, 23 11 2026' }, typed, faults),
    reason: reasonField('Why must it be kept?', typed.reason, faults),
  };
}

export function liftForm(
  on: { readonly caption: string; readonly action: string },
  reason: string,
  faults: readonly FormFault[],
): FormView {
  return {
    ...bare,
    ...{ caption: on.caption, action: on.action, back: '/retention', faults },
    title: 'Lift this legal hold',
    paragraphs: ['What it covers can be deleted again once its time of keeping is over.'],
    button: 'Lift the hold',
    reason: reasonField('Why need it no longer be kept?', reason, faults),
  };
}

export function deathForm(
  on: { readonly caption: string; readonly address: string },
  typed: TypedDay,
  faults: readonly FormFault[],
): FormView {
  return {
    ...bare,
    ...{ caption: on.caption, action: `${on.address}/death`, back: on.address, faults },
    title: 'Record the date of death',
    paragraphs: [
      'Care records of a child who died under 18 are kept for 15 years from the death.',
      'Leave all three blank to take back a date that was recorded by mistake.',
    ],
    button: 'Save',
    day: dayField({ legend: 'On which day did the child die?', hint: 'For example, 23 11 2026' }, typed, faults),
  };
}

export function deletionForm(
  on: { readonly caption: string; readonly address: string },
  reason: string,
  faults: readonly FormFault[],
): FormView {
  return {
    ...bare,
    ...{ caption: on.caption, action: `${on.address}/deletion/check`, back: on.address, faults },
    title: 'Delete this record',
    paragraphs: ['On the next page you can check what goes and what stays, before anything is deleted.'],
    button: 'Continue',
    reason: reasonField('Why is it deleted?', reason, faults),
  };
}

export interface TypedRule extends TypedDay {
  readonly careStatus: string;
  readonly anchor: string;
  readonly years: string;
  readonly reason: string;
}

/** Asks how long the council keeps the records of children of a status. */
export function ruleForm(caption: string, typed: TypedRule, faults: readonly FormFault[]): FormView {
  return {
    ...{ caption, action: '/retention/rules', back: '/retention', faults },
    title: 'Set how long records are kept',
    paragraphs: [
      'Records of children who were looked after by this council, and of care leavers, are kept at least as long as the regulations ask, whatever is set here.',
      'A child who was seen with several statuses is kept as long as the longest of them asks.',
    ],
    button: 'Save',
    choices: [
      {
        legend: 'Whose records?',
        name: 'careStatus',
        choices: careStatuses.map((value) => choice('careStatus', value, careStatusLabels[value], typed.careStatus)),
      },
      {
        legend: 'What are the years counted from?',
        name: 'anchor',
        choices: retentionAnchors.map((value) => choice('anchor', value, anchorWords[value], typed.anchor)),
      },
    ],
    number: { label: 'How many years?', name: 'years', value: typed.years, error: errorOf('years', faults) },
    day: dayField({ legend: 'From which day does this hold?', hint: 'For example, 23 11 2026' }, typed, faults),
    reason: reasonField('By which decision?', typed.reason, faults),
  };
}

function choice(name: string, value: string, text: string, chosen: string) {
  return {
    id: `${name}-${value}`,
    value,
    text: text.charAt(0).toUpperCase() + text.slice(1),
    isChosen: value === chosen,
  };
}
