import { IsIn, IsOptional } from 'class-validator';
import { exactly } from '#domain/time';
import type { Instant, Moment } from '#domain/time';
import type { FormFault } from '../../http/form-fault.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import { Form, TypedText } from '../forms/form.js';
import { readTypedMoment } from '../forms/moment-field.js';
import type { TypedMoment } from '../forms/moment-field.js';
import type { ReadForm } from '../forms/read-form.js';

/** Who is asked to hold an interview, and since when. What it holds is judged by the rules. */
export class ReferralForm extends Form {
  @TypedText() provider?: string;
  @TypedText() when?: string;
  @TypedText() referredDay?: string;
  @TypedText() referredMonth?: string;
  @TypedText() referredYear?: string;
  @TypedText() referredTime?: string;
  @TypedText() referredUnknown?: string;
  @TypedText() referredHour?: string;

  /** Back to the answers, on to the page that shows them once more, or done; without it, on. */
  @IsOptional()
  @IsIn(['change', 'refer'])
  step?: 'change' | 'refer';
}

/** The fields that the page of the answers carries along. */
export const referralFields = [
  ...(['provider', 'when', 'referredDay', 'referredMonth', 'referredYear', 'referredTime'] as const),
  ...(['referredUnknown', 'referredHour'] as const),
] as const satisfies readonly (keyof ReferralForm)[];

/** Whether it was just referred. */
export class ReferralQuery extends OrganisationQuery {
  @IsOptional()
  @IsIn(['referred'])
  done?: 'referred';
}

/** The time of a referral as it was typed. */
export function typedReferral(form: Partial<ReferralForm>): TypedMoment {
  return {
    ...{ day: form.referredDay, month: form.referredMonth, year: form.referredYear, time: form.referredTime ?? '' },
    ...{ isUnknown: form.referredUnknown === 'yes', hour: form.referredHour ?? '' },
  };
}

/** Reads who is asked and since when; "now" is the minute in which it is read. */
export function readReferralForm(
  form: ReferralForm,
  now: Instant,
): ReadForm<{ readonly providerId: string; readonly referredAt: Moment }> {
  const [providerId, when] = [(form.provider ?? '').trim(), readWhen(form, now)];
  const unnamed = providerId === '' ? [{ field: 'provider', text: 'Choose who is asked' }] : [];
  const faults: readonly FormFault[] = [...unnamed, ...('faults' in when ? when.faults : [])];
  if (faults.length > 0 || 'faults' in when) return { kind: 'faulty', faults };
  return { kind: 'sound', value: { providerId, referredAt: when.referredAt } };
}

function readWhen(
  form: ReferralForm,
  now: Instant,
): { readonly referredAt: Moment } | { readonly faults: readonly FormFault[] } {
  const faulty = (field: string, text: string) => ({ faults: [{ field, text }] });
  const reading = readTypedMoment(typedReferral(form));
  if (form.when === 'now')
    return reading.kind === 'blank'
      ? { referredAt: exactly(now.round({ smallestUnit: 'minute', roundingMode: 'floor' })) }
      : faulty('referredDay', 'Leave the day and the time blank, or choose another time above, not both');
  if (form.when !== 'other') return faulty('when', 'Choose whether it is referred now or was at another time');
  if (reading.kind === 'moment') return { referredAt: reading.moment };
  return faulty('referredDay', reading.kind === 'fault' ? reading.text : 'Enter when the provider was asked');
}
