import { careStatusLabels, careStatuses } from '#domain/children';
import { selectBlock } from '../forms/block.js';
import type { Block, Offered } from '../forms/block.js';
import { textOfDay } from '../forms/day-field.js';
import type { Step } from './record.form.js';
import { choice, heading, moment, nothing, onlyIf, text } from './question-kinds.js';
import type { Answer, Question, Typed } from './question-kinds.js';

const CHOOSE = 'Choose';
const NOT_RECORDED = 'Not recorded';

const typeOptions: Offered = [
  ['M', 'Missing: whereabouts not known'],
  ['A', 'Away from placement without authorisation: whereabouts known'],
];
const fromOptions: Offered = [
  ['home', 'Home'],
  ['placement', 'Placement'],
  ['school', 'School'],
  ['other', 'Elsewhere'],
];
const classOptions: Offered = [
  ['missing', 'Missing'],
  ['absent', 'Absent'],
  ['none', 'Not classed'],
];
const riskOptions: Offered = [
  ['no_apparent', 'No apparent risk'],
  ['low', 'Low'],
  ['medium', 'Medium'],
  ['high', 'High'],
];
const genderOptions: Offered = [
  ['female', 'Female'],
  ['male', 'Male'],
  ['neither', 'Neither'],
];
const careOptions: Offered = careStatuses.map((value) => [value, careStatusLabels[value]] as const);
const backOptions: Offered = [
  ['no', 'Still missing'],
  ['yes', 'Back at home or in a care setting'],
];

/** The questions of each page, in the order in which they are asked and shown again; the last page asks nothing. */
export const questionsOfStep: Readonly<Record<Step, readonly Question[]>> = {
  child: [
    text('councilChildId', 'Council child ID', {
      hint: 'The whole ID, as the council writes it. Leave it blank if there is none yet',
    }),
    { ...text('givenName', 'Given name'), answers: nothing },
    { ...text('familyName', 'Family name'), answers: fullName },
    { ask: nothing, answers: dateOfBirth },
    choice('gender', 'Gender', NOT_RECORDED, genderOptions),
  ],
  episode: [
    choice('type', 'Missing or away', CHOOSE, typeOptions),
    moment('missing', 'When did the child go missing?', {
      hint: 'When the child left or was last seen by a responsible adult, the later. For example, 27 3 2025, 18:30',
      answer: 'Missing',
    }),
    moment('reported', 'When was it reported to the police?', {
      hint: 'Leave it blank if it was not, or that is not known',
      answer: 'Reported to the police',
    }),
    choice('missingFrom', 'Missing from', NOT_RECORDED, fromOptions),
    heading('What the police say'),
    choice('policeClass', 'Class of the police', NOT_RECORDED, classOptions, {
      hint: 'The police’s own; it need not be the council’s',
    }),
    choice('policeRisk', 'Risk of the police', NOT_RECORDED, riskOptions),
    text('policeRef', 'Reference of the police'),
    heading('Where the child stands to the council'),
    choice('careStatus', 'Care status', CHOOSE, careOptions),
    text('responsible', 'Council that looks after the child', {
      hint: 'Only if another council does',
      answer: 'Looked after by',
    }),
    text('host', 'Council in whose area the child is placed', {
      hint: 'Only for a looked-after child: its name or GSS code',
      answer: 'Placed in',
    }),
    text('placementType', 'Placement code', { hint: 'As in the SSDA903 return, such as U6' }),
    text('placementPostcode', 'Postcode of the placement', { hint: 'The first half is enough, such as SM1' }),
    heading('Who works with the child'),
    text('leadWorker', 'Lead worker'),
    text('team', 'Team'),
  ],
  referral: [
    choice('back', 'Is the child back?', CHOOSE, backOptions),
    onlyIf(
      ({ back }) => back === 'yes',
      moment('returned', 'When did the child come back?', {
        hint: 'Only if the child is back: found is not yet returned. For example, 28 3 2025, 7:15',
        answer: 'Back',
      }),
    ),
    { ask: askProvider, answers: providerAsked },
    onlyIf(
      ({ provider }) => provider !== 'nobody',
      moment('referred', 'When is the episode referred?', { hint: 'Only if somebody is asked', answer: 'Referred' }),
    ),
  ],
  check: [],
};

function fullName({ fields }: Typed): readonly Answer[] {
  return [{ label: 'Name', value: [fields.givenName, fields.familyName].filter(Boolean).join(' ') }];
}

function dateOfBirth({ fields }: Typed): readonly Answer[] {
  const typed = { day: fields.birthDay, month: fields.birthMonth, year: fields.birthYear };
  return [{ label: 'Date of birth', value: textOfDay(typed) }];
}

function askProvider({ fields, choices }: Typed): readonly Block[] {
  const offered: Offered = [
    ...choices.map(
      ({ providerId, name, kind }) => [providerId, kind === 'spot' ? `${name} (spot purchase)` : name] as const,
    ),
    ['nobody', 'Nobody yet'],
  ];
  const words = {
    label: 'Who is asked to hold the return home interview?',
    hint: 'Those whose contract covers the child and whose sharing agreement is in force. With nobody asked, the child heads the worklist once back',
  };
  return [selectBlock('provider', words, { chosen: fields.provider, none: CHOOSE, offered })];
}

function providerAsked({ fields, choices }: Typed): readonly Answer[] {
  const value =
    fields.provider === 'nobody'
      ? 'Nobody yet'
      : (choices.find(({ providerId }) => providerId === fields.provider)?.name ?? '');
  return [{ label: 'Asked to hold the interview', value }];
}
