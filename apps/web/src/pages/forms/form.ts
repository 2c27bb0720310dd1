import { applyDecorators } from '@nestjs/common';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** What every form of ours carries; the whole of one that only confirms. */
export class Form {
  @IsString()
  _csrf: string;
}

/** More than any field of ours takes; what is too long for its field is told there. */
export const LONGEST = 5000;

/** A field that may be missing: what is missing, or not fit, is told beside it. */
export function TypedText(): PropertyDecorator {
  return applyDecorators(IsOptional(), IsString(), MaxLength(LONGEST));
}
