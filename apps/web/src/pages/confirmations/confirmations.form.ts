import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { Form, TypedText } from '../forms/form.js';

/** A submission by its opaque id. */
export class SubmissionParams {
  @IsUUID(undefined, { message: 'the address is not complete' })
  id: string;
}

/** What somebody decides of the change of one row, or of all that wait where no row is named. */
export class ChangesForm extends Form {
  @IsOptional()
  @Matches(/^[1-9]\d{0,8}$/, { message: 'row must be a whole number' })
  row?: string;

  @IsIn(['confirm', 'withdraw'])
  answer: 'confirm' | 'withdraw';
}

/** A warning that is right as it stands, by where it stands, and why. */
export class WarningForm extends Form {
  @Matches(/^[1-9]\d{0,8}$/, { message: 'row must be a whole number' })
  row: string;

  @IsString()
  @MaxLength(100)
  code: string;

  @IsString()
  @MaxLength(100)
  column: string;

  @TypedText()
  reason?: string;
}
