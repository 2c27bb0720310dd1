import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';

/** So many entries a page of a list holds at most. */
const MOST_AT_ONCE = 100;

/** A parameter that says from where on a list is read: what the page before gave as `next`. */
export function PageCursor(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description: '`next` of the page before.' }),
    IsOptional(),
    Matches(/^[0-9a-f_-]{1,60}$/, { message: 'cursor must be the next of a page before' }),
  );
}

/** A parameter that says how many entries a page holds: 25, unless given. */
export function PageLimit(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_AT_ONCE, default: 25 }),
    IsOptional(),
    Matches(/^([1-9]\d?|100)$/, { message: `limit must be a whole number from 1 to ${MOST_AT_ONCE}` }),
  );
}
