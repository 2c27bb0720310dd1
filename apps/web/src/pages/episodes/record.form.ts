import { IsIn, IsOptional, IsString, IsUUID, Matches } from 'class-validator';
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
export type MomentName = 'missing' | 'reported' | 'returned' | 'referred';

function Text(): PropertyDecorator {
  return (target, key) => {
    IsOptional()(target, key);
    IsString()(target, key);
  };
}

/** An episode as it is written down, page by page. What the fields hold is judged by the rules, which answer in the form. */
export class RecordForm {
  @IsString()
  _csrf: string;

  /** Made with the first page, so that what is sent twice is recorded once. */
  @IsUUID()
  key: string;

  @IsIn(steps)
  step: Step;

  /** A page to go back to, instead of going on. */
  @IsOptional()
  @IsIn(steps)
  goto?: Step;

  @Text() councilChildId?: string;
  @Text() givenName?: string;
  @Text() familyName?: string;
  @Text() birthDay?: string;
  @Text() birthMonth?: string;
  @Text() birthYear?: string;
  @Text() gender?: string;
  @Text() type?: string;
  @Text() missingDay?: string;
  @Text() missingMonth?: string;
  @Text() missingYear?: string;
  @Text() missingTime?: string;
  @Text() missingUnknown?: string;
  @Text() missingHour?: string;
  @Text() reportedDay?: string;
  @Text() reportedMonth?: string;
  @Text() reportedYear?: string;
  @Text() reportedTime?: string;
  @Text() reportedUnknown?: string;
  @Text() reportedHour?: string;
  @Text() missingFrom?: string;
  @Text() policeClass?: string;
  @Text() policeRisk?: string;
  @Text() policeRef?: string;
  @Text() careStatus?: string;
  @Text() responsible?: string;
  @Text() host?: string;
  @Text() placementType?: string;
  @Text() placementPostcode?: string;
  @Text() leadWorker?: string;
  @Text() team?: string;
  @Text() back?: string;
  @Text() returnedDay?: string;
  @Text() returnedMonth?: string;
  @Text() returnedYear?: string;
  @Text() returnedTime?: string;
  @Text() returnedUnknown?: string;
  @Text() returnedHour?: string;
  @Text() provider?: string;
  @Text() referredDay?: string;
  @Text() referredMonth?: string;
  @Text() referredYear?: string;
  @Text() referredTime?: string;
  @Text() referredUnknown?: string;
  @Text() referredHour?: string;
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
