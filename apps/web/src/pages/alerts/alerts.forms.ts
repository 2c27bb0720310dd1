import { IsOptional, IsUUID, Matches } from 'class-validator';
import type { CoverFault, TakingRefusal } from '#casework';
import { LEAST_HOURS, MOST_HOURS, PROMISE_DAYS, PROMISE_MOST } from '#domain/alerts';
import type { PromiseWish } from '#domain/alerts';
import type { FormFault } from '../../http/form-fault.js';
import { Form, TypedText } from '../forms/form.js';
import { readTypedMoment } from '../forms/moment-field.js';
import type { TypedMoment } from '../forms/moment-field.js';
import { OrganisationQuery } from '../forms/organisation.query.js';
import type { ReadForm } from '../forms/read-form.js';

/** An alert, or what belongs to the ladder, by its opaque id. */
export class AlertParams {
  @IsUUID(undefined, { message: 'the address is not complete' })
  id: string;
}

/** From where on the alerts of others are shown. */
export class AlertsQuery extends OrganisationQuery {
  @IsOptional()
  @Matches(/^[0-9a-f_-]{1,60}$/, { message: 'after must come from an address of this service' })
  after?: string;
}

export class PromiseForm extends Form {
  @TypedText() promise?: string;
  @TypedText() byDay?: string;
  @TypedText() byMonth?: string;
  @TypedText() byYear?: string;
  @TypedText() byTime?: string;
  @TypedText() byUnknown?: string;
  @TypedText() byHour?: string;
}

export const takingFaults: Readonly<Record<TakingRefusal, FormFault>> = {
  'words-missing': { field: 'promise', text: 'Write what will be done by then, or leave the time blank' },
  'words-too-long': { field: 'promise', text: `Write at most ${PROMISE_MOST} characters` },
  'time-missing': { field: 'byDay', text: 'Enter by when it will be done' },
  'promise-past': { field: 'byDay', text: 'Enter a time that is still to come' },
  'promise-too-late': { field: 'byDay', text: `Enter a time within ${PROMISE_DAYS} days` },
  ended: { field: 'promise', text: 'Nothing more is to be done about this alert, or a later one has taken its place' },
  'already-acknowledged': { field: 'promise', text: 'You have taken this alert on already, with the same promise' },
};

export function typedBy(form: Partial<PromiseForm>): TypedMoment {
  const { byDay: day, byMonth: month, byYear: year, byTime: time = '', byUnknown, byHour: hour = '' } = form;
  return { day, month, year, time, isUnknown: byUnknown === 'yes', hour };
}

/** Whether the time occurred twice and it has to be said which was meant. */
export function asksHour(form: Partial<PromiseForm>): boolean {
  const read = readTypedMoment(typedBy(form));
  return read.kind === 'fault' && read.asksHour;
}

/** Reads what is promised; whether it will do is for the rules. */
export function readPromiseForm(form: PromiseForm): ReadForm<PromiseWish> {
  const { promise: words = '' } = form;
  const read = readTypedMoment(typedBy(form));
  if (read.kind === 'fault') return faulty({ field: read.asksHour ? 'byHour' : 'byDay', text: read.text });
  if (read.kind === 'blank') return { kind: 'sound', value: { words, by: null } };
  if (!read.moment.timeKnown) return faulty({ field: 'byDay', text: 'Enter the time by which it will be done' });
  return { kind: 'sound', value: { words, by: read.moment.at } };
}

function faulty(fault: FormFault): { readonly kind: 'faulty'; readonly faults: readonly FormFault[] } {
  return { kind: 'faulty', faults: [fault] };
}

export class HandoverForm extends Form {
  @TypedText() to?: string;
}

export class LadderForm extends Form {
  @TypedText() hours0?: string;
  @TypedText() hours1?: string;
  @TypedText() hours2?: string;
  @TypedText() hours3?: string;
  @TypedText() head?: string;
}

export const hoursFault = `Enter whole hours from ${LEAST_HOURS} to ${MOST_HOURS}`;

export class CoverForm extends Form {
  @TypedText() covered?: string;
  @TypedText() covering?: string;
  @TypedText() fromDay?: string;
  @TypedText() fromMonth?: string;
  @TypedText() fromYear?: string;
  @TypedText() toDay?: string;
  @TypedText() toMonth?: string;
  @TypedText() toYear?: string;
}

export const coverFaults: Readonly<Record<CoverFault, FormFault>> = {
  'nobody-covered': { field: 'covered', text: 'Choose who is away' },
  'nobody-covering': { field: 'covering', text: 'Choose who covers' },
  'same-person': { field: 'covering', text: 'Choose somebody else than who is away' },
  'other-organisation': { field: 'covering', text: 'Choose somebody of the same organisation' },
  'days-turned': { field: 'toDay', text: 'Enter a last day that is not before the first' },
  'days-over': { field: 'toDay', text: 'Enter a last day that is not over' },
};
