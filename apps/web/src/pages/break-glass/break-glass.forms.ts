import { IsOptional, IsString } from 'class-validator';

/** Which record is to be opened in an emergency, and why. */
export class BreakGlassForm {
  /** Lacking where the form was kept over the end of a session: then it is asked for again. */
  @IsOptional()
  @IsString()
  child?: string;

  @IsString()
  reason: string;

  @IsString()
  _csrf: string;
}

/** The same on the way from a record's own address. */
export class BreakGlassReasonForm {
  @IsString()
  reason: string;

  @IsString()
  _csrf: string;
}

/** What a reviewer found. Without a choice the browser sends no finding. */
export class ReviewForm {
  @IsOptional()
  @IsString()
  finding?: string;

  @IsString()
  note: string;

  @IsString()
  _csrf: string;
}
