import type { ReferralChoice } from '#casework';
import { careStatusLabels, careStatuses } from '#domain/children';
import { headingBlock, momentBlock, selectBlock, textBlock } from '../forms/block.js';
import type { Block, Offered } from '../forms/block.js';
import { dayField } from '../forms/day-field.js';
import { fieldsOfStep, steps, typedMoment } from './record.form.js';
import type { RecordFields, Step } from './record.form.js';

/** What a page of the form shows: what was typed, and to whom it may be referred. */
export interface StepShown {
  readonly key: string;
  readonly step: Step;
  readonly fields: RecordFields;
  readonly choices: readonly ReferralChoice[];
}

export const stepTitles: Readonly<Record<Step, string>> = {
  child: 'Which child went missing?',
  episode: 'How did the child go missing?',
  referral: 'Is the child back, and who is asked?',
  check: 'Check before you record the episode',
};

const NOT_RECORDED = 'Not recorded';
const CHOOSE = 'Choose';
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

/** A page of the form: its own fields, and those of the others hidden. */
export function presentStep(shown: StepShown) {
  const { key, step, fields } = shown;
  const own: readonly string[] = fieldsOfStep[step];
  const carried = Object.entries(fields).filter(([name, value]) => !own.includes(name) && value !== '');
  return {
    ...{ key, step, title: stepTitles[step] },
    position: `Step ${steps.indexOf(step) + 1} of ${steps.length}`,
    carried: carried.map(([name, value]) => ({ name, value })),
    blocks: blocksOf(shown),
    birth:
      step === 'child'
        ? dayField(
            'birth',
            { label: 'Date of birth', hint: 'For example, 14 3 2010' },
            { day: fields.birthDay, month: fields.birthMonth, year: fields.birthYear },
          )
        : null,
    answers: step === 'check' ? answersOf(shown) : [],
    button: step === 'check' ? 'Record the episode' : 'Continue',
  };
}

function blocksOf(shown: StepShown): readonly Block[] {
  switch (shown.step) {
    case 'child':
      return childBlocks(shown);
    case 'episode':
      return episodeBlocks(shown);
    case 'referral':
      return referralBlocks(shown);
    case 'check':
      return [];
  }
}

function childBlocks({ fields }: StepShown): readonly Block[] {
  const id = {
    label: 'Council child ID',
    hint: 'The whole ID, as the council writes it. Leave it blank if there is none yet',
  };
  return [
    textBlock('councilChildId', id, fields.councilChildId),
    textBlock('givenName', { label: 'Given name', hint: '' }, fields.givenName),
    textBlock('familyName', { label: 'Family name', hint: '' }, fields.familyName),
    select(fields, 'gender', 'Gender', NOT_RECORDED),
  ];
}

type Selected = 'gender' | 'type' | 'missingFrom' | 'policeClass' | 'policeRisk' | 'careStatus' | 'back';

function select(fields: RecordFields, id: Selected, label: string, none: string, hint = ''): Block {
  return selectBlock(id, { label, hint }, { chosen: fields[id], none, offered: optionSets[id] });
}

function episodeBlocks({ fields }: StepShown): readonly Block[] {
  const text = (
    id: 'policeRef' | 'responsible' | 'host' | 'placementType' | 'placementPostcode' | 'leadWorker' | 'team',
    label: string,
    hint = '',
  ) => textBlock(id, { label, hint }, fields[id]);
  const moment = (id: 'missing' | 'reported', label: string, hint: string) =>
    momentBlock(id, { label, hint }, typedMoment(fields, id));
  return [
    select(fields, 'type', 'Missing or away', CHOOSE),
    moment(
      'missing',
      'When did the child go missing?',
      'When the child left or was last seen by a responsible adult, the later. For example, 27 3 2025, 18:30',
    ),
    moment('reported', 'When was it reported to the police?', 'Leave it blank if it was not, or that is not known'),
    select(fields, 'missingFrom', 'Missing from', NOT_RECORDED),
    headingBlock('What the police say'),
    select(
      fields,
      'policeClass',
      'Class of the police',
      NOT_RECORDED,
      'The police’s own; it need not be the council’s',
    ),
    select(fields, 'policeRisk', 'Risk of the police', NOT_RECORDED),
    text('policeRef', 'Reference of the police'),
    headingBlock('Where the child stands to the council'),
    select(fields, 'careStatus', 'Care status', CHOOSE),
    text('responsible', 'Council that looks after the child', 'Only if another council does'),
    text('host', 'Council in whose area the child is placed', 'Only for a looked-after child: its name or GSS code'),
    text('placementType', 'Placement code', 'As in the SSDA903 return, such as U6'),
    text('placementPostcode', 'Postcode of the placement', 'The first half is enough, such as SM1'),
    headingBlock('Who works with the child'),
    text('leadWorker', 'Lead worker'),
    text('team', 'Team'),
  ];
}

function referralBlocks({ fields, choices }: StepShown): readonly Block[] {
  const offered: Offered = [
    ...choices.map(
      ({ providerId, name, kind }) => [providerId, kind === 'spot' ? `${name} (spot purchase)` : name] as const,
    ),
    ['nobody', 'Nobody yet'],
  ];
  const moment = (id: 'returned' | 'referred', label: string, hint: string) =>
    momentBlock(id, { label, hint }, typedMoment(fields, id));
  return [
    select(fields, 'back', 'Is the child back?', CHOOSE),
    moment(
      'returned',
      'When did the child come back?',
      'Only if the child is back: found is not yet returned. For example, 28 3 2025, 7:15',
    ),
    selectBlock(
      'provider',
      {
        label: 'Who is asked to hold the return home interview?',
        hint: 'Those whose contract is in force and covers the child. With nobody asked, the child heads the worklist once back',
      },
      { chosen: fields.provider, none: CHOOSE, offered },
    ),
    moment('referred', 'When is the episode referred?', 'Only if somebody is asked'),
  ];
}

const optionSets: Readonly<Record<Selected, Offered>> = {
  ...{ type: typeOptions, missingFrom: fromOptions, policeClass: classOptions, policeRisk: riskOptions },
  ...{ gender: genderOptions, careStatus: careOptions, back: backOptions },
};

function momentWords(fields: RecordFields, name: 'missing' | 'reported' | 'returned' | 'referred'): string {
  const { day = '', month = '', year = '', time, isUnknown, hour } = typedMoment(fields, name);
  if (day === '') return '';
  const which = hour === 'second' ? ', the second of the two' : hour === 'first' ? ', the first of the two' : '';
  return `${day}/${month}/${year}, ${isUnknown ? 'time not known' : `${time}${which}`}`;
}

/** Everything that was typed, page by page, with a way back to each. */
function answersOf({ fields, choices }: StepShown) {
  const shown = (name: keyof RecordFields, label: string) => ({ label, value: fields[name] ?? '' });
  const chosen = (name: Selected, label: string) => ({
    label,
    value: optionSets[name].find(([value]) => value === fields[name])?.[1] ?? '',
  });
  const provider =
    fields.provider === 'nobody'
      ? 'Nobody yet'
      : (choices.find(({ providerId }) => providerId === fields.provider)?.name ?? '');
  const isReferred = fields.provider !== 'nobody';
  const groups = [
    {
      ...{ step: 'child', title: 'The child' },
      rows: [
        shown('councilChildId', 'Council child ID'),
        { label: 'Name', value: [fields.givenName, fields.familyName].filter(Boolean).join(' ') },
        { label: 'Date of birth', value: [fields.birthDay, fields.birthMonth, fields.birthYear].join('/') },
        chosen('gender', 'Gender'),
      ],
    },
    {
      ...{ step: 'episode', title: 'The episode' },
      rows: [
        chosen('type', 'Missing or away'),
        { label: 'Missing', value: momentWords(fields, 'missing') },
        { label: 'Reported to the police', value: momentWords(fields, 'reported') },
        ...[chosen('missingFrom', 'Missing from'), chosen('policeClass', 'Class of the police')],
        ...[chosen('policeRisk', 'Risk of the police'), shown('policeRef', 'Reference of the police')],
        ...[chosen('careStatus', 'Care status'), shown('responsible', 'Looked after by')],
        ...[shown('host', 'Placed in'), shown('placementType', 'Placement code')],
        ...[shown('placementPostcode', 'Postcode of the placement'), shown('leadWorker', 'Lead worker')],
        shown('team', 'Team'),
      ],
    },
    {
      ...{ step: 'referral', title: 'Return and referral' },
      rows: [
        chosen('back', 'Is the child back?'),
        { label: 'Back', value: fields.back === 'yes' ? momentWords(fields, 'returned') : '' },
        { label: 'Asked to hold the interview', value: provider },
        { label: 'Referred', value: isReferred ? momentWords(fields, 'referred') : '' },
      ],
    },
  ];
  return groups.map((group) => ({ ...group, rows: group.rows.filter(({ value }) => value !== '') }));
}
