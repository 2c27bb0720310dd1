import { checkEnd, checkNewAgreement } from '#domain/providers';
import type { AgreementFault, SharingAgreement } from '#domain/providers';
import type { Day } from '#domain/time';
import type { FormFault } from '../../http/form-fault.js';
import { isDay, readTypedDay } from '../forms/day-field.js';
import type { TypedDay } from '../forms/day-field.js';
import { Form, TypedText } from '../forms/form.js';
import type { ReadForm } from '../forms/read-form.js';

/** The day on which an agreement ends. */
export class EndForm extends Form {
  @TypedText()
  toDay?: string;

  @TypedText()
  toMonth?: string;

  @TypedText()
  toYear?: string;
}

/** An agreement that was signed, as it is typed. */
export class AgreementForm extends EndForm {
  @TypedText()
  providerId?: string;

  @TypedText()
  signedDay?: string;

  @TypedText()
  signedMonth?: string;

  @TypedText()
  signedYear?: string;

  @TypedText()
  fromDay?: string;

  @TypedText()
  fromMonth?: string;

  @TypedText()
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
    field: 'signedDay',
    text: 'An agreement is recorded once it is signed: enter a day that has come',
  },
  'ends-before-it-begins': { field: 'toDay', text: 'The agreement must end after the day on which it begins' },
  'ends-in-past': {
    field: 'toDay',
    text: 'An agreement ends today at the earliest: it cannot be made not to have been',
  },
  'over-already': { field: 'toDay', text: 'This agreement is over already' },
  'ends-later': {
    field: 'toDay',
    text: 'The agreement ends before that day already; to go on longer, record a new one',
  },
};
const NO_DAY = 'Enter a day that exists, such as 27 3 2027';

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
    ...missing('signedDay', signedOn, 'Enter the day on which it was signed'),
    ...missing('fromDay', validFrom, 'Enter the day on which it begins'),
    ...(validTo === 'not-a-day' ? [{ field: 'toDay', text: NO_DAY }] : []),
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
  if (!isDay(endsOn)) return { kind: 'faulty', faults: missing('toDay', endsOn, 'Enter the day on which it ends') };
  const fault = checkEnd(agreement, endsOn, today);
  return fault === null ? { kind: 'sound', value: endsOn } : { kind: 'faulty', faults: [faultWords[fault]] };
}

function missing(field: string, read: Day | null | 'not-a-day', ask: string): readonly FormFault[] {
  if (isDay(read)) return [];
  return [{ field, text: read === null ? ask : NO_DAY }];
}
