import { Form, TypedText } from '../forms/form.js';
import type { TypedMoment } from '../forms/moment-field.js';

/** Another time of a return, or that the child is not back, and why. What it holds is judged by the rules. */
export class ReturnForm extends Form {
  @TypedText() returnedDay?: string;
  @TypedText() returnedMonth?: string;
  @TypedText() returnedYear?: string;
  @TypedText() returnedTime?: string;
  @TypedText() returnedUnknown?: string;
  @TypedText() returnedHour?: string;
  @TypedText() isNotBack?: string;
  @TypedText() reason?: string;
}

/** The time of a return as it was typed. */
export function typedReturn(form: Partial<ReturnForm>): TypedMoment {
  return {
    ...{ day: form.returnedDay, month: form.returnedMonth, year: form.returnedYear, time: form.returnedTime ?? '' },
    ...{ isUnknown: form.returnedUnknown === 'yes', hour: form.returnedHour ?? '' },
  };
}
