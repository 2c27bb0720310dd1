import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';

/** For whom a submission is. */
export class AuthorityQuery {
  @ApiProperty({ description: 'GSS code of the authority.', example: 'E09000029' })
  @Matches(/^[A-Z]\d{8}$/, { message: 'authority must be a GSS code such as E09000029' })
  authority: string;
}

/** For whom a provider return is, and for which month. */
export class ProviderReturnQuery extends AuthorityQuery {
  @ApiPropertyOptional({ description: 'The month that the return is for.', example: '2025-10' })
  @IsOptional()
  @Matches(/^20\d\d-(0[1-9]|1[0-2])$/, { message: 'period must be a month, YYYY-MM' })
  period?: string;
}
