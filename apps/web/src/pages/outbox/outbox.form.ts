import type { QuietHours } from '#domain/messages';
import type { FormFault } from '../../http/form-fault.js';
import { Form, TypedText } from '../forms/form.js';
import type { ReadForm } from '../forms/read-form.js';

/** When nobody is written to, and who looks after what failed. */
export class OutboxSettingForm extends Form {
  @TypedText()
  quietFrom?: string;

  @TypedText()
  quietTo?: string;

  @TypedText()
  owner?: string;
}

export interface OutboxWish {
  readonly quietHours: QuietHours;
  readonly ownerId: string | null;
}

const timeOfDay = /^([01]?\d|2[0-3]):([0-5]\d)$/;

export function readOutboxSetting({ quietFrom, quietTo, owner }: OutboxSettingForm): ReadForm<OutboxWish> {
  const [from, to] = [minutesOf(quietFrom), minutesOf(quietTo)];
  const faults: readonly FormFault[] = [
    ...(from === null ? [{ field: 'quietFrom', text: 'Enter when quiet hours begin, such as 20:00' }] : []),
    ...(to === null ? [{ field: 'quietTo', text: 'Enter when quiet hours end, such as 07:00' }] : []),
  ];
  if (from === null || to === null) return { kind: 'faulty', faults };
  return {
    kind: 'sound',
    value: { quietHours: { from, to }, ownerId: owner === undefined || owner === '' ? null : owner },
  };
}

function minutesOf(text = ''): number | null {
  const [, hour, minute] = timeOfDay.exec(text.trim()) ?? [];
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute);
}

/** A time of day as the form shows it. */
export function timeOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
