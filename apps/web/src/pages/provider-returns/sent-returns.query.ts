import { IsIn, IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { Type } from 'class-transformer';
import { OrganisationQuery } from '../forms/organisation.query.js';

/** Where the list begins, and whether only what is held is shown. */
export class SentReturnsQuery extends OrganisationQuery {
  @IsOptional()
  @IsUUID(undefined, { message: 'after must be an id of this service' })
  after?: string;

  @IsOptional()
  @IsIn(['held'], { message: 'show must be held' })
  show?: string;
}

/** After which row the rows of a submission begin: how grave its findings are, and its number. */
export class SentReturnQuery extends OrganisationQuery {
  @IsOptional()
  @Matches(/^[0-2]-\d{1,6}$/, { message: 'after must be a place in the list, such as 0-21' })
  after?: string;
}

/** For which month the page of sending opens, or a workbook is made. */
export class SendQuery extends OrganisationQuery {
  @IsOptional()
  @Matches(/^20\d\d-(0[1-9]|1[0-2])$/, { message: 'month must be a month, YYYY-MM' })
  month?: string;
}

export class TemplateQuery extends OrganisationQuery {
  @Matches(/^20\d\d-(0[1-9]|1[0-2])$/, { message: 'month must be a month, YYYY-MM' })
  month: string;
}

/** The held row that the form opens with, where it opens with one. */
export class RowQuery extends SendQuery {
  @IsOptional()
  @IsUUID(undefined, { message: 'submission must be an id of this service' })
  submission?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'row must be a number' })
  @Min(1, { message: 'row must be a number' })
  @Max(2_000_000_000, { message: 'row must be a number' })
  row?: number;
}
