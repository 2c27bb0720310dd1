import { Form, TypedText } from '../forms/form.js';
import type { TypedMoment } from '../forms/moment-field.js';

/** What the council did about an episode, and when. What it holds is judged by the rules. */
export class CouncilStepForm extends Form {
  @TypedText() step?: string;
  @TypedText() takenDay?: string;
  @TypedText() takenMonth?: string;
  @TypedText() takenYear?: string;
  @TypedText() takenTime?: string;
  @TypedText() takenUnknown?: string;
  @TypedText() takenHour?: string;
}

/** Which step is taken back. */
export class TakeBackForm extends Form {
  @TypedText() stepId?: string;
}

export function typedTaken(form: Partial<CouncilStepForm>): TypedMoment {
  return {
    ...{ day: form.takenDay, month: form.takenMonth, year: form.takenYear, time: form.takenTime ?? '' },
    ...{ isUnknown: form.takenUnknown === 'yes', hour: form.takenHour ?? '' },
  };
}
