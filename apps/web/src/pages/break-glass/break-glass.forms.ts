import { IsOptional, IsString } from 'class-validator';
import { Form } from '../forms/form.js';

/** Which record is to be opened in an emergency, and why. */
export class BreakGlassForm extends Form {
  /** Lacking where the form was kept over the end of a session: then it is asked for again. */
  @IsOptional()
  @IsString()
  child?: string;

  @IsString()
  reason: string;
}

/** The same on the way from a record's own address. */
export class BreakGlassReasonForm extends Form {
  @IsString()
  reason: string;
}

/** What a reviewer found. Without a choice the browser sends no finding. */
export class ReviewForm extends Form {
  @IsOptional()
  @IsString()
  finding?: string;

  @IsString()
  note: string;
}
