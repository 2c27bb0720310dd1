import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { Form, TypedText } from '../forms/form.js';
import type { TypedMoment } from '../forms/moment-field.js';

export const steps = ['child', 'episode', 'referral', 'check'] as const;
export type Step = (typeof steps)[number];

/** The fields of each page of the form; those of the others are carried along. */
export const fieldsOfStep = {
  child: ['councilChildId', 'givenName', 'familyName', 'birthDay', 'birthMonth', 'birthYear', 'gender'],
  episode: [
    ...['type', 'missingDay', 'missingMonth', 'missingYear', 'missingTime', 'missingUnknown', 'missingHour'],
    ...['reportedDay', 'reportedMonth', 'reportedYear', 'reportedTime', 'reportedUnknown', 'reportedHour'],
    ...['missingFrom', 'policeClass', 'policeRisk', 'policeRef'],
    ...['careStatus', 'responsible', 'host', 'placementType', 'placementPostcode', 'leadWorker', 'team'],
  ],
  referral: [
    ...['back', 'returnedDay', 'returnedMonth', 'returnedYear', 'returnedTime', 'returnedUnknown', 'returnedHour'],
    ...['provider', 'referredDay', 'referredMonth', 'referredYear', 'referredTime', 'referredUnknown', 'referredHour'],
  ],
  check: [],
} as const satisfies Readonly<Record<Step, readonly string[]>>;

export type RecordField = (typeof fieldsOfStep)[Step][number];
export type RecordFields = Readonly<Partial<Record<RecordField, string>>>;
const personalFields: readonly RecordField[] = [
  ...fieldsOfStep.child,
  ...(['policeRef', 'placementPostcode', 'leadWorker', 'team'] as const),
];

/** Fields that say nothing of who the child is. */
export const impersonalFields: readonly RecordField[] = [...fieldsOfStep.episode, ...fieldsOfStep.referral].filter(
  (field) => !personalFields.includes(field),
);

export type MomentName = 'missing' | 'reported' | 'returned' | 'referred';

/** An episode as it is written down, page by page. What the fields hold is judged by the rules, which answer in the form. */
export class RecordForm extends Form {
  /** Made with the first page, so that what is sent twice is recorded once. */
  @IsUUID()
  key: string;

  @IsIn(steps)
  step: Step;

  /** A page to go back to, instead of going on. */
  @IsOptional()
  @IsIn(steps)
  goto?: Step;

  @TypedText() councilChildId?: string;
  @TypedText() givenName?: string;
  @TypedText() familyName?: string;
  @TypedText() birthDay?: string;
  @TypedText() birthMonth?: string;
  @TypedText() birthYear?: string;
  @TypedText() gender?: string;
  @TypedText() type?: string;
  @TypedText() missingDay?: string;
  @TypedText() missingMonth?: string;
  @TypedText() missingYear?: string;
  @TypedText() missingTime?: string;
  @TypedText() missingUnknown?: string;
  @TypedText() missingHour?: string;
  @TypedText() reportedDay?: string;
  @TypedText() reportedMonth?: string;
  @TypedText() reportedYear?: string;
  @TypedText() reportedTime?: string;
  @TypedText() reportedUnknown?: string;
  @TypedText() reportedHour?: string;
  @TypedText() missingFrom?: string;
  @TypedText() policeClass?: string;
  @TypedText() policeRisk?: string;
  @TypedText() policeRef?: string;
  @TypedText() careStatus?: string;
  @TypedText() responsible?: string;
  @TypedText() host?: string;
  @TypedText() placementType?: string;
  @TypedText() placementPostcode?: string;
  @TypedText() leadWorker?: string;
  @TypedText() team?: string;
  @TypedText() back?: string;
  @TypedText() returnedDay?: string;
  @TypedText() returnedMonth?: string;
  @TypedText() returnedYear?: string;
  @TypedText() returnedTime?: string;
  @TypedText() returnedUnknown?: string;
  @TypedText() returnedHour?: string;
  @TypedText() provider?: string;
  @TypedText() referredDay?: string;
  @TypedText() referredMonth?: string;
  @TypedText() referredYear?: string;
  @TypedText() referredTime?: string;
  @TypedText() referredUnknown?: string;
  @TypedText() referredHour?: string;
}

export class NewEpisodeQuery {
  /** The notification of which the episode is recorded. */
  @IsOptional()
  @IsUUID(undefined, { message: 'notification must be an id of this service' })
  notification?: string;
}

export class RecordedParams {
  @Matches(/^HW-[0-9A-F]{10}$/, { message: 'there is no such reference' })
  reference: string;
}

/** A moment of the form as it was typed. */
export function typedMoment(fields: RecordFields, name: MomentName): TypedMoment {
  return {
    day: fields[`${name}Day`],
    month: fields[`${name}Month`],
    year: fields[`${name}Year`],
    time: fields[`${name}Time`] ?? '',
    isUnknown: fields[`${name}Unknown`] === 'yes',
    hour: fields[`${name}Hour`] ?? '',
  };
}

/** What was typed on the pages, without what the form carries besides. */
export function fieldsOf(form: RecordForm): RecordFields {
  const names = steps.flatMap((step): readonly RecordField[] => fieldsOfStep[step]);
  return Object.fromEntries(names.map((name) => [name, form[name] ?? '']));
}
