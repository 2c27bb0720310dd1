import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { reportAudiences } from '#domain/reports';
import type { ReportAudience } from '#domain/reports';

/** Which month a report is for. */
export class MaceReportMonth {
  @Matches(/^20\d\d-(0[1-9]|1[0-2])$/, { message: 'the month must be written YYYY-MM' })
  month: string;
}

/** Which version of a report is asked for. */
export class MaceReportQuery {
  @IsOptional()
  @Matches(/^[A-Z]\d{8}$/, { message: 'authority must be a GSS code such as E09000029' })
  authority?: string;

  @IsOptional()
  @IsIn(reportAudiences, { message: `audience must be one of ${reportAudiences.join(', ')}` })
  audience?: ReportAudience;

  /** Counted is what had happened by this instant. */
  @IsOptional()
  @IsString({ message: 'cutOff must be one instant' })
  cutOff?: string;
}
