import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { careStatuses } from '#domain/children';
import type { CareStatus } from '#domain/children';
import { retentionAnchors } from '#domain/retention';
import type { RetentionAnchor } from '#domain/retention';

/** The opaque id of a hold in an address. */
export class KeepingParams {
  @IsUUID(undefined, { message: 'the address is not complete' })
  id: string;
}

/** More than any of these may have; what is too long for its field is told there. */
const LONGEST = 5000;

/** A form that asks why. */
export class ReasonForm {
  @IsString()
  @MaxLength(LONGEST)
  reason: string;

  @IsString()
  _csrf: string;
}

/** A day in the three fields of a date, as they were typed. */
export class DayFields {
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  day?: string;

  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  month?: string;

  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  year?: string;

  @IsString()
  _csrf: string;
}

export class HoldForm extends DayFields {
  @IsString()
  @MaxLength(LONGEST)
  reason: string;
}

/** How long the council keeps the records of children of a status, from a day on. */
export class RetentionForm extends DayFields {
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
