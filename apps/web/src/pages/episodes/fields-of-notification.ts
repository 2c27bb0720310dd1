import type { MissingNotification } from '#domain/notifications';
import type { Moment } from '#domain/time';
import { typedDayOf } from '../forms/day-field.js';
import { typedMomentOf } from '../forms/moment-field.js';
import type { MomentName, RecordFields } from './record.form.js';

/** What a notification says, as if it had been typed: whoever records its episode need not type it again. */
export function fieldsOfNotification(notification: MissingNotification): RecordFields {
  const { person, missingAt, returnedAt, policeClassification, policeRisk, missingFrom, source, reference } =
    notification;
  const born = typedDayOf(person.dateOfBirth);
  return {
    councilChildId: person.councilChildId ?? '',
    givenName: person.givenName ?? '',
    familyName: person.familyName ?? '',
    ...{ birthDay: born.day ?? '', birthMonth: born.month ?? '', birthYear: born.year ?? '' },
    ...momentFields('missing', missingAt),
    missingFrom: missingFrom ?? '',
    policeClass: policeClassification ?? '',
    policeRisk: policeRisk ?? '',
    policeRef: source === 'police' ? reference : '',
    ...(returnedAt && { back: 'yes', ...momentFields('returned', returnedAt) }),
  };
}

function momentFields(name: MomentName, moment: Moment): RecordFields {
  const { day = '', month = '', year = '', time, isUnknown, hour } = typedMomentOf(moment);
  return {
    ...{ [`${name}Day`]: day, [`${name}Month`]: month, [`${name}Year`]: year, [`${name}Time`]: time },
    ...{ [`${name}Unknown`]: isUnknown ? 'yes' : '', [`${name}Hour`]: hour },
  };
}
