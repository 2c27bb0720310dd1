import { IsOptional, IsString, MaxLength } from 'class-validator';
import { checkEnd, checkNewAgreement } from '#domain/providers';
import type { AgreementFault, SharingAgreement } from '#domain/providers';
import type { Day } from '#domain/time';
import { readTypedDay } from '../forms/day-field.js';
import type { TypedDay } from '../forms/day-field.js';
import type { FormFault } from '../forms/form-fault.js';

/** The day on which an agreement ends. */
export class EndForm {
  @IsOptional()
  @IsString()
  @MaxLength(10)
  toDay?: string;

  @IsOptional()
  @IsString()
  @MaxLength(10)
  toMonth?: string;

  @IsOptional()
  @IsString()
  @MaxLength(10)
  toYear?: string;

  @IsString()
  _csrf: string;
}

/** An agreement that was signed, as it is typed. */
export class AgreementForm extends EndForm {
  @IsOptional()
  @IsString()
  @MaxLength(40)
  providerId?: string;

  @IsOptional()
  @IsString()
  @MaxLength(10)
  signedDay?: string;

  @IsOptional()
  @IsString()
  @MaxLength(10)
  signedMonth?: string;

  @IsOptional()
  @IsString()
  @MaxLength(10)
  signedYear?: string;

  @IsOptional()
  @IsString()
  @MaxLength(10)
  fromDay?: string;

  @IsOptional()
  @IsString()
  @MaxLength(10)
  fromMonth?: string;

  @IsOptional()
  @IsString()
  @MaxLength(10)
  fromYear?: string;
}

export type TypedAgreement = Partial<AgreementForm>;

export const daysOf = {
  signed: (form: TypedAgreement): TypedDay => ({ day: form.signedDay, month: form.signedMonth, year: form.signedYear }),
  from: (form: TypedAgreement): TypedDay => ({ day: form.fromDay, month: form.fromMonth, year: form.fromYear }),
  to: (form: TypedAgreement): TypedDay => ({ day: form.toDay, month: form.toMonth, year: form.toYear }),
} as const;

const faultWords: Readonly<Record<AgreementFault, FormFault>> = {
  'signed-in-future': {
    field: 'signed-day',
    text: 'An agreement is recorded once it is signed: enter a day that has come',
  },
  'ends-before-it-begins': { field: 'to-day', text: 'The agreement must end after the day on which it begins' },
  'ends-in-past': {
    field: 'to-day',
    text: 'An agreement ends today at the earliest: it cannot be made not to have been',
  },
  'over-already': { field: 'to-day', text: 'This agreement is over already' },
  'ends-later': {
    field: 'to-day',
    text: 'The agreement ends before that day already; to go on longer, record a new one',
  },
};
const NO_DAY = 'Enter a day that exists, such as 27 3 2027';

type ReadForm<Value> =
  | { readonly kind: 'sound'; readonly value: Value }
  | { readonly kind: 'faulty'; readonly faults: readonly FormFault[] };

/** Reads an agreement with one of the providers that work for the council. */
export function readAgreementForm(
  form: TypedAgreement,
  providerIds: readonly string[],
  today: Day,
): ReadForm<Omit<SharingAgreement, 'id'>> {
  const providerId = providerIds.find((id) => id === form.providerId);
  const [signedOn, validFrom] = [readTypedDay(daysOf.signed(form)), readTypedDay(daysOf.from(form))];
  const validTo = readTypedDay(daysOf.to(form));
  const faults = [
    ...(providerId === undefined ? [{ field: 'providerId', text: 'Choose a provider' }] : []),
    ...missing('signed-day', signedOn, 'Enter the day on which it was signed'),
    ...missing('from-day', validFrom, 'Enter the day on which it begins'),
    ...(validTo === 'not-a-day' ? [{ field: 'to-day', text: NO_DAY }] : []),
  ];
  if (faults.length > 0 || providerId === undefined || !isDay(signedOn) || !isDay(validFrom) || validTo === 'not-a-day')
    return { kind: 'faulty', faults };
  const agreement = { providerId, signedOn, validFrom, validTo };
  const fault = checkNewAgreement(agreement, today);
  return fault === null ? { kind: 'sound', value: agreement } : { kind: 'faulty', faults: [faultWords[fault]] };
}

/** Reads the day on which an agreement is to end. */
export function readEndForm(form: TypedAgreement, agreement: SharingAgreement, today: Day): ReadForm<Day> {
  const endsOn = readTypedDay(daysOf.to(form));
  if (!isDay(endsOn)) return { kind: 'faulty', faults: missing('to-day', endsOn, 'Enter the day on which it ends') };
  const fault = checkEnd(agreement, endsOn, today);
  return fault === null ? { kind: 'sound', value: endsOn } : { kind: 'faulty', faults: [faultWords[fault]] };
}

function isDay(read: Day | null | 'not-a-day'): read is Day {
  return read !== null && read !== 'not-a-day';
}

function missing(field: string, read: Day | null | 'not-a-day', ask: string): readonly FormFault[] {
  if (isDay(read)) return [];
  return [{ field, text: read === null ? ask : NO_DAY }];
}
