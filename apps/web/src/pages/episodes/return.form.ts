import { IsOptional, IsString } from 'class-validator';
import type { TypedMoment } from '../forms/moment-field.js';

/** Another time of a return, or that the child is not back, and why. What it holds is judged by the rules. */
export class ReturnForm {
  @IsString()
  _csrf: string;

  @IsString()
  returnedDay: string;

  @IsString()
  returnedMonth: string;

  @IsString()
  returnedYear: string;

  @IsString()
  returnedTime: string;

  @IsOptional()
  @IsString()
  returnedUnknown?: string;

  @IsOptional()
  @IsString()
  returnedHour?: string;

  @IsOptional()
  @IsString()
  isNotBack?: string;

  @IsString()
  reason: string;
}

export function typedReturn(form: Partial<ReturnForm>): TypedMoment {
  return {
    ...{ day: form.returnedDay, month: form.returnedMonth, year: form.returnedYear, time: form.returnedTime ?? '' },
    ...{ isUnknown: form.returnedUnknown === 'yes', hour: form.returnedHour ?? '' },
  };
}
