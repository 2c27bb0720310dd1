import { ArrayMaxSize, Equals, IsArray, IsObject, IsOptional, IsString, Matches } from 'class-validator';
import { MAX_ROWS } from './return-refused.js';

/** The envelope of a provider return in JSON, format 1. The rows go to the row checks. */
export class ProviderReturnDto {
  @Equals(1, { message: 'format must be 1' })
  format: number;

  @IsOptional()
  @Matches(/^20\d\d-(0[1-9]|1[0-2])$/, { message: 'period must be a month, YYYY-MM' })
  period?: string;

  @IsOptional()
  @IsString({ message: 'authority must be a GSS code' })
  authority?: string;

  @IsArray({ message: 'rows must be a list' })
  @ArrayMaxSize(MAX_ROWS, { message: `rows must be at most ${MAX_ROWS}` })
  @IsObject({ each: true, message: 'each of rows must be an object of columns' })
  rows: Record<string, unknown>[];
}
