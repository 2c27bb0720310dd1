import { IsOptional, IsUUID, Matches } from 'class-validator';
import { Form, TypedText } from '../forms/form.js';

export class ReconciliationQuery {
  /** Three more figures than the month itself are never asked for: the rest is decided by the calendar. */
  @IsOptional()
  @Matches(/^20\d\d-(0[1-9]|1[0-2])$/, { message: 'month must be written as 2025-10' })
  month?: string;

  @IsOptional()
  @Matches(/^[A-Z]\d{8}$/, { message: 'authority must be a GSS code such as E09000029' })
  authority?: string;
}

export class NoActionForm extends Form {
  @TypedText()
  reason?: string;
}

export class LinkForm extends Form {
  @IsOptional()
  @IsUUID()
  episodeId?: string;
}
