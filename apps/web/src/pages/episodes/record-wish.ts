import type { ChildWish, RecordRefusal } from '#casework';
import { cells } from '#domain/submissions';
import type { CellReader } from '#domain/submissions';
import type { EpisodeWish } from '#domain/notifications';
import { careStatuses } from '#domain/children';
import { missingFromPlaces, policeClassifications, policeRisks } from '#domain/episodes';
import { episodeCodes } from '#domain/providers';
import type { Moment } from '#domain/time';
import type { ReferenceLists } from '#persistence';
import type { FormFault } from '../../http/form-fault.js';
import { readTypedDay } from '../forms/day-field.js';
import { readTypedMoment } from '../forms/moment-field.js';
import { typedMoment } from './record.form.js';
import type { MomentName, RecordField, RecordFields } from './record.form.js';

/** What a page of the form came to: its value, and all that is wrong with it. */
export interface PageRead<Value> {
  readonly value: Value | null;
  readonly faults: readonly FormFault[];
}

/** Reads the fields of one page and keeps what is wrong with them. */
class FieldReader {
  readonly faults: FormFault[] = [];

  constructor(
    private readonly fields: RecordFields,
    private readonly lists: ReferenceLists,
  ) {}

  fault(field: string, text: string): void {
    this.faults.push({ field, text });
  }

  text(field: RecordField): string | null {
    const text = (this.fields[field] ?? '').trim();
    return text === '' ? null : text;
  }

  /** Reads a field as its cell in a provider return is read; null where it is blank. */
  cell<Value>(field: RecordField, reader: CellReader<Value>, instead: string): Value | null {
    const text = this.text(field);
    if (text === null) return null;
    const reading = reader(text, this.lists);
    if (reading.value === undefined) this.fault(field, instead);
    return reading.value ?? null;
  }

  moment(name: MomentName, whenBlank: string | null): Moment | null {
    const reading = readTypedMoment(typedMoment(this.fields, name));
    if (reading.kind === 'moment') return reading.moment;
    const text = reading.kind === 'fault' ? reading.text : whenBlank;
    if (text !== null) this.fault(`${name}Day`, text);
    return null;
  }

  result<Value>(value: Value | null): PageRead<Value> {
    return { value: this.faults.length === 0 ? value : null, faults: this.faults };
  }
}

/** Who went missing: by council child ID or both names, and the date of birth in any case. */
export function readChildPage(fields: RecordFields, lists: ReferenceLists): PageRead<ChildWish> {
  const reader = new FieldReader(fields, lists);
  const short = 'Shorten it: an ID has at most 40 characters, a name at most 100';
  const councilChildId = reader.cell('councilChildId', cells.text(40), short);
  const givenName = reader.cell('givenName', cells.text(100), short);
  const familyName = reader.cell('familyName', cells.text(100), short);
  if (councilChildId === null && (givenName === null || familyName === null))
    reader.fault('councilChildId', 'Enter the council child ID, or the given and the family name');
  const born = readTypedDay({ day: fields.birthDay, month: fields.birthMonth, year: fields.birthYear });
  if (born === null || born === 'not-a-day') {
    reader.fault('birthDay', 'Enter a date of birth that exists, such as 14 3 2010');
    return reader.result<ChildWish>(null);
  }
  const gender = reader.cell('gender', cells.oneOf(['female', 'male', 'neither'] as const), 'Choose from the list');
  return reader.result({ councilChildId, givenName, familyName, dateOfBirth: born, gender });
}

type EpisodePage = Omit<EpisodeWish, 'referral' | 'returned_at'>;
const FROM_LIST = 'Choose from the list';

/** How the child went missing, and where the child stands to the council. */
export function readEpisodePage(fields: RecordFields, lists: ReferenceLists, authority: string): PageRead<EpisodePage> {
  const reader = new FieldReader(fields, lists);
  const type = reader.cell('type', cells.oneOf(episodeCodes), FROM_LIST);
  if (type === null) reader.fault('type', 'Choose whether the child is missing or away');
  const missingAt = reader.moment('missing', 'Enter when the child left or was last seen');
  const reportedAt = reader.moment('reported', null);
  const careStatus = reader.cell('careStatus', cells.oneOf(careStatuses), FROM_LIST);
  if (careStatus === null) reader.fault('careStatus', 'Choose where the child stands to the council');
  const facts = {
    reported_at: reportedAt,
    missing_from: reader.cell('missingFrom', cells.oneOf(missingFromPlaces), FROM_LIST),
    police_classification: reader.cell('policeClass', cells.oneOf(policeClassifications), FROM_LIST),
    police_risk: reader.cell('policeRisk', cells.oneOf(policeRisks), FROM_LIST),
    police_ref: reader.cell('policeRef', cells.text(100), 'Shorten the reference to at most 100 characters'),
    placement_type: reader.cell(
      'placementType',
      cells.codeOf('PLACE'),
      'Enter a placement code of the SSDA903 return, such as U6',
    ),
    placement_postcode: reader.cell(
      'placementPostcode',
      cells.postcode,
      'Enter a postcode or its first half, such as SM1',
    ),
    lead_worker: reader.cell('leadWorker', cells.text(200), 'Shorten the name to at most 200 characters'),
    team: reader.cell('team', cells.text(200), 'Shorten the name to at most 200 characters'),
    ...councils(reader, careStatus, authority),
  };
  return reader.result(
    type && missingAt && careStatus
      ? { ...facts, episode_type: type, missing_at: missingAt, care_status: careStatus }
      : null,
  );
}

/** The council that looks after the child, and the one in whose area the child is placed; this one where it goes without saying. */
function councils(reader: FieldReader, careStatus: EpisodeWish['care_status'] | null, authority: string) {
  const wrong = 'Enter the name of an English council or its GSS code, such as E09000008';
  const responsible = reader.cell('responsible', cells.authority, wrong);
  const host = reader.cell('host', cells.authority, wrong);
  if (careStatus === 'looked_after') return { responsible_authority: authority, host_authority: host };
  if (careStatus === 'looked_after_other_authority')
    return { responsible_authority: responsible, host_authority: host ?? authority };
  return { responsible_authority: null, host_authority: null };
}

/** Whether the child is back, and who is asked to hold the interview. */
export function readReferralPage(
  fields: RecordFields,
  lists: ReferenceLists,
): PageRead<Pick<EpisodeWish, 'returned_at' | 'referral'>> {
  const reader = new FieldReader(fields, lists);
  const back = reader.text('back');
  if (back !== 'yes' && back !== 'no') reader.fault('back', 'Say whether the child is back');
  const returnedAt = back === 'yes' ? reader.moment('returned', 'Enter when the child came back') : null;
  const provider = reader.text('provider');
  if (provider === null) reader.fault('provider', 'Choose who is asked, or that nobody is yet');
  const isReferred = provider !== null && provider !== 'nobody';
  const referredAt = isReferred ? reader.moment('referred', 'Enter when the episode is referred') : null;
  return reader.result({
    returned_at: returnedAt,
    referral: isReferred && referredAt ? { providerId: provider, referredAt } : null,
  });
}

/** Why an episode was not recorded, at the field where it can be put right. */
export const recordFaults: Readonly<
  Record<RecordRefusal, FormFault & { readonly step: 'child' | 'episode' | 'referral' }>
> = {
  'child-in-doubt': {
    ...{ step: 'child', field: 'councilChildId' },
    text: 'The council child ID and the date of birth do not go together, or several children answer to the name. Check them',
  },
  'missing-in-future': {
    step: 'episode',
    field: 'missingDay',
    text: 'This lies in the future; check the day and the time',
  },
  'reported-in-future': {
    step: 'episode',
    field: 'reportedDay',
    text: 'This lies in the future; check the day and the time',
  },
  'returned-in-future': {
    step: 'referral',
    field: 'returnedDay',
    text: 'This lies in the future; check the day and the time',
  },
  'returned-before-missing': {
    ...{ step: 'referral', field: 'returnedDay' },
    text: 'The return lies before the child went missing; check both',
  },
  'born-after-missing': {
    ...{ step: 'child', field: 'birthDay' },
    text: 'The date of birth lies after the child went missing; check both',
  },
  'too-old': {
    ...{ step: 'child', field: 'birthDay' },
    text: 'Somebody of this age is not recorded as a missing child: under 18, or a care leaver up to 25',
  },
  'authority-needed': {
    ...{ step: 'episode', field: 'responsible' },
    text: 'Enter which council looks after the child',
  },
  'host-needed': { step: 'episode', field: 'host', text: 'Enter in which council’s area the child is placed' },
  'referred-in-future': {
    step: 'referral',
    field: 'referredDay',
    text: 'This lies in the future; check the day and the time',
  },
  'referred-before-missing': {
    ...{ step: 'referral', field: 'referredDay' },
    text: 'The referral lies before the child went missing; check both',
  },
  'not-covered': {
    ...{ step: 'referral', field: 'provider' },
    text: 'This provider has no contract that covers the child, or no sharing agreement, in force on that day; choose another, or nobody yet',
  },
  'already-on-record': {
    ...{ step: 'episode', field: 'missingDay' },
    text: 'An episode of this child is on record for this time already. Open the child’s record instead of recording it twice',
  },
};
