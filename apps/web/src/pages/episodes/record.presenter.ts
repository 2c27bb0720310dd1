import type { ReferralChoice } from '#casework';
import { careStatusLabels, careStatuses } from '#domain/children';
import type { FormFault } from '../forms/form-fault.js';
import { headingBlock, momentBlock, selectBlock, textBlock } from '../forms/block.js';
import type { Block, Option } from '../forms/block.js';
import { fieldsOfStep, steps, typedMoment } from './record.form.js';
import type { RecordFields, Step } from './record.form.js';

/** What a page of the form shows: what was typed, what is wrong with it, and to whom it may be referred. */
export interface StepShown {
  readonly key: string;
  readonly step: Step;
  readonly fields: RecordFields;
  readonly faults: readonly FormFault[];
  readonly choices: readonly ReferralChoice[];
}

export const stepTitles: Readonly<Record<Step, string>> = {
  child: 'Which child went missing?',
  episode: 'How did the child go missing?',
  referral: 'Is the child back, and who is asked?',
  check: 'Check before you record the episode',
};

const NOT_RECORDED: Option = { value: '', text: 'Not recorded' };
const typeOptions = [
  { value: '', text: 'Choose' },
  { value: 'M', text: 'Missing: whereabouts not known' },
  { value: 'A', text: 'Away from placement without authorisation: whereabouts known' },
];
const fromOptions = [
  NOT_RECORDED,
  { value: 'home', text: 'Home' },
  { value: 'placement', text: 'Placement' },
  { value: 'school', text: 'School' },
  { value: 'other', text: 'Elsewhere' },
];
const classOptions = [
  NOT_RECORDED,
  { value: 'missing', text: 'Missing' },
  { value: 'absent', text: 'Absent' },
  { value: 'none', text: 'Not classed' },
];
const riskOptions = [
  NOT_RECORDED,
  { value: 'no_apparent', text: 'No apparent risk' },
  { value: 'low', text: 'Low' },
  { value: 'medium', text: 'Medium' },
  { value: 'high', text: 'High' },
];
const genderOptions = [
  NOT_RECORDED,
  { value: 'female', text: 'Female' },
  { value: 'male', text: 'Male' },
  { value: 'neither', text: 'Neither' },
];
const careOptions = [
  { value: '', text: 'Choose' },
  ...careStatuses.map((value) => ({ value, text: careStatusLabels[value] })),
];
const backOptions = [
  { value: '', text: 'Choose' },
  { value: 'no', text: 'Still missing' },
  { value: 'yes', text: 'Back at home or in a care setting' },
];

/** A page of the form: its own fields, and those of the others hidden. */
export function presentStep(shown: StepShown) {
  const { key, step, fields, faults } = shown;
  const own: readonly string[] = fieldsOfStep[step];
  const carried = Object.entries(fields).filter(([name, value]) => !own.includes(name) && value !== '');
  return {
    ...{ key, step, faults, title: stepTitles[step] },
    position: `Step ${steps.indexOf(step) + 1} of ${steps.length}`,
    carried: carried.map(([name, value]) => ({ name, value })),
    blocks: blocksOf(shown),
    isDay: step === 'child',
    birth: {
      ...{ day: fields.birthDay ?? '', month: fields.birthMonth ?? '', year: fields.birthYear ?? '' },
      error: faults.find(({ field }) => field === 'birthDay')?.text ?? null,
    },
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

function childBlocks({ fields, faults }: StepShown): readonly Block[] {
  const id = {
    label: 'Council child ID',
    hint: 'The whole ID, as the council writes it. Leave it blank if there is none yet',
  };
  return [
    textBlock('councilChildId', id, fields.councilChildId, faults),
    textBlock('givenName', { label: 'Given name', hint: '' }, fields.givenName, faults),
    textBlock('familyName', { label: 'Family name', hint: '' }, fields.familyName, faults),
    selectBlock('gender', { label: 'Gender', hint: '' }, { chosen: fields.gender, options: genderOptions }, faults),
  ];
}

function episodeBlocks({ fields, faults }: StepShown): readonly Block[] {
  const select = (
    id: 'type' | 'missingFrom' | 'policeClass' | 'policeRisk' | 'careStatus',
    label: string,
    options: readonly Option[],
    hint = '',
  ) => selectBlock(id, { label, hint }, { chosen: fields[id], options }, faults);
  const text = (
    id: 'policeRef' | 'responsible' | 'host' | 'placementType' | 'placementPostcode' | 'leadWorker' | 'team',
    label: string,
    hint = '',
  ) => textBlock(id, { label, hint }, fields[id], faults);
  const moment = (id: 'missing' | 'reported', label: string, hint: string) =>
    momentBlock(id, { label, hint }, typedMoment(fields, id), faults);
  return [
    select('type', 'Missing or away', typeOptions),
    moment(
      'missing',
      'When did the child go missing?',
      'When the child left or was last seen by a responsible adult, the later. For example, 27 3 2025, 18:30',
    ),
    moment('reported', 'When was it reported to the police?', 'Leave it blank if it was not, or that is not known'),
    select('missingFrom', 'Missing from', fromOptions),
    headingBlock('What the police say'),
    select('policeClass', 'Class of the police', classOptions, 'The police’s own; it need not be the council’s'),
    select('policeRisk', 'Risk of the police', riskOptions),
    text('policeRef', 'Reference of the police'),
    headingBlock('Where the child stands to the council'),
    select('careStatus', 'Care status', careOptions),
    text('responsible', 'Council that looks after the child', 'Only if another council does'),
    text('host', 'Council in whose area the child is placed', 'Only for a looked-after child: its name or GSS code'),
    text('placementType', 'Placement code', 'As in the SSDA903 return, such as U6'),
    text('placementPostcode', 'Postcode of the placement', 'The first half is enough, such as SM1'),
    headingBlock('Who works with the child'),
    text('leadWorker', 'Lead worker'),
    text('team', 'Team'),
  ];
}

function referralBlocks({ fields, faults, choices }: StepShown): readonly Block[] {
  const providers = [
    { value: '', text: 'Choose' },
    ...choices.map(({ providerId, name, kind }) => ({
      value: providerId,
      text: kind === 'spot' ? `${name} (spot purchase)` : name,
    })),
    { value: 'nobody', text: 'Nobody yet' },
  ];
  const when = 'Only if the child is back: found is not yet returned. For example, 28 3 2025, 7:15';
  return [
    selectBlock(
      'back',
      { label: 'Is the child back?', hint: '' },
      { chosen: fields.back, options: backOptions },
      faults,
    ),
    momentBlock(
      'returned',
      { label: 'When did the child come back?', hint: when },
      typedMoment(fields, 'returned'),
      faults,
    ),
    selectBlock(
      'provider',
      {
        label: 'Who is asked to hold the return home interview?',
        hint: 'Those whose contract is in force and covers the child. With nobody asked, the child heads the worklist once back',
      },
      { chosen: fields.provider, options: providers },
      faults,
    ),
    momentBlock(
      'referred',
      { label: 'When is the episode referred?', hint: 'Only if somebody is asked' },
      typedMoment(fields, 'referred'),
      faults,
    ),
  ];
}

const optionSets: Readonly<Partial<Record<string, readonly Option[]>>> = {
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
  const shown = (name: keyof RecordFields, label: string) => {
    const typed = fields[name] ?? '';
    return { label, value: optionSets[name]?.find(({ value }) => value === typed)?.text ?? typed };
  };
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
        shown('gender', 'Gender'),
      ],
    },
    {
      ...{ step: 'episode', title: 'The episode' },
      rows: [
        shown('type', 'Missing or away'),
        { label: 'Missing', value: momentWords(fields, 'missing') },
        { label: 'Reported to the police', value: momentWords(fields, 'reported') },
        ...[shown('missingFrom', 'Missing from'), shown('policeClass', 'Class of the police')],
        ...[shown('policeRisk', 'Risk of the police'), shown('policeRef', 'Reference of the police')],
        ...[shown('careStatus', 'Care status'), shown('responsible', 'Looked after by')],
        ...[shown('host', 'Placed in'), shown('placementType', 'Placement code')],
        ...[shown('placementPostcode', 'Postcode of the placement'), shown('leadWorker', 'Lead worker')],
        shown('team', 'Team'),
      ],
    },
    {
      ...{ step: 'referral', title: 'Return and referral' },
      rows: [
        shown('back', 'Is the child back?'),
        { label: 'Back', value: fields.back === 'yes' ? momentWords(fields, 'returned') : '' },
        { label: 'Asked to hold the interview', value: provider },
        { label: 'Referred', value: isReferred ? momentWords(fields, 'referred') : '' },
      ],
    },
  ];
  return groups.map((group) => ({ ...group, rows: group.rows.filter(({ value }) => value !== '') }));
}
