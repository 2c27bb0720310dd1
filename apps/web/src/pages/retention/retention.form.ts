import { IsIn, IsString, IsUUID, MaxLength } from 'class-validator';
import { careStatuses } from '#domain/children';
import type { CareStatus } from '#domain/children';
import { retentionAnchors } from '#domain/retention';
import type { RetentionAnchor } from '#domain/retention';
import type { TypedDay } from '../forms/day-field.js';
import { Form, LONGEST, TypedText } from '../forms/form.js';

/** The opaque id of a hold in an address. */
export class KeepingParams {
  @IsUUID(undefined, { message: 'the address is not complete' })
  id: string;
}

/** A form that asks why. */
export class ReasonForm extends Form {
  @IsString()
  @MaxLength(LONGEST)
  reason: string;
}

/** A form that asks from, or on, which day. */
export class DayForm extends Form {
  @TypedText()
  onDay?: string;

  @TypedText()
  onMonth?: string;

  @TypedText()
  onYear?: string;
}

export class HoldForm extends DayForm {
  @IsString()
  @MaxLength(LONGEST)
  reason: string;
}

/** How long the council keeps the records of children of a status, from a day on. */
export class RetentionForm extends DayForm {
  @IsIn(careStatuses, { message: 'choose a status' })
  careStatus: CareStatus;

  @IsIn(retentionAnchors, { message: 'choose what the years are counted from' })
  anchor: RetentionAnchor;

  @IsString()
  @MaxLength(LONGEST)
  years: string;

  @IsString()
  @MaxLength(LONGEST)
  reason: string;
}

export function dayTypedIn({ onDay, onMonth, onYear }: DayForm): TypedDay {
  return { day: onDay, month: onMonth, year: onYear };
}
