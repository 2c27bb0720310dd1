import { describe, expect, it } from '@jest/globals';
import { parseDay, readDay, readMoment } from './index.js';

function read(text: string): string {
  const reading = readMoment(text);
  if (reading.kind === 'fault') return reading.fault;
  const { moment, isDoubledHour } = reading;
  return [moment.at.toString(), ...(moment.timeKnown ? [] : ['day only']), ...(isDoubledHour ? ['doubled'] : [])].join(
    ', ',
  );
}

describe('readMoment', () => {
  it.each([
    ['2025-10-01T21:00:00+01:00', '2025-10-01T20:00:00Z'],
    ['2025-10-01T21:00+01:00', '2025-10-01T20:00:00Z'],
    ['2025-10-01 21:00 +01:00', '2025-10-01T20:00:00Z'],
    ['2025-10-01T21:00:30.5+0100', '2025-10-01T20:00:30.5Z'],
    ['2025-10-01T20:00:00Z', '2025-10-01T20:00:00Z'],
    ['2025-10-01t20:00z', '2025-10-01T20:00:00Z'],
    ['2025-10-01T15:00:00-05:00', '2025-10-01T20:00:00Z'],
    ['01/10/2025 21:00', '2025-10-01T20:00:00Z'],
    ['01/10/2025, 21:00', '2025-10-01T20:00:00Z'],
    ['  01/10/2025   21:00 ', '2025-10-01T20:00:00Z'],
    ['1/10/2025 9:05', '2025-10-01T08:05:00Z'],
    ['01/10/2025 21:00:59', '2025-10-01T20:00:59Z'],
    ['01/12/2025 21:00', '2025-12-01T21:00:00Z'],
    ['01/10/2025 00:00', '2025-09-30T23:00:00Z'],
    ['01/10/2025 23:59', '2025-10-01T22:59:00Z'],
    ['29/02/2024 12:00', '2024-02-29T12:00:00Z'],
    ['2025-10-01T21:00', '2025-10-01T20:00:00Z'],
    ['2025-10-01 21:00:00.000', '2025-10-01T20:00:00Z'],
    ['2025/10/01 21:00', '2025-10-01T20:00:00Z'],
    ['1 Oct 2025 21:00', '2025-10-01T20:00:00Z'],
    ['01-Oct-2025 21:00', '2025-10-01T20:00:00Z'],
    ['Wednesday 1st October 2025, 21:00', '2025-10-01T20:00:00Z'],
    ['October 1, 2025 21:00', '2025-10-01T20:00:00Z'],
    ['13-10-2025 21:00', '2025-10-13T20:00:00Z'],
    ['10.10.2025 21:00', '2025-10-10T20:00:00Z'],
  ])('reads %s', (text, expected) => expect(read(text)).toBe(expected));

  it.each([
    ['01/10/2025', '2025-09-30T23:00:00Z, day only'],
    ['2025-10-01', '2025-09-30T23:00:00Z, day only'],
    ['26/10/2025', '2025-10-25T23:00:00Z, day only'],
    ['29/02/2024', '2024-02-29T00:00:00Z, day only'],
    ['3 Oct 2025', '2025-10-02T23:00:00Z, day only'],
    ['3 sept 2025', '2025-09-02T23:00:00Z, day only'],
    ['2025/10/03', '2025-10-02T23:00:00Z, day only'],
  ])('reads %s as a day whose time is not known', (text, expected) => expect(read(text)).toBe(expected));

  it.each([
    '31/09/2025 20:00',
    '31/09/2025',
    '2025-09-31',
    '29/02/2025',
    '29/02/2100',
    '00/10/2025',
    '2025-13-01T10:00Z',
    '2025-09-31T10:00:00+01:00',
    '01/10/1825',
    '0001-01-01T00:00Z',
  ])('says that the day of %s does not exist', (text) => expect(read(text)).toBe('no-such-day'));

  it.each([
    '',
    'yesterday',
    '4593',
    '459310',
    '3 Octopus 2025',
    '3 Oct',
    'Oct 2025',
    '01/10-2025',
    '2025-10-01T24:00Z',
    '2025-10-01T21:60Z',
    '2025-10-01T21:00:60Z',
    '2025-10-01T21:00+99:00',
    '2025-10-01T21:00 Europe/London',
    '01/10/2025 21:00 and later',
  ])('says that "%s" is not a date and time', (text) => expect(read(text)).toBe('not-a-date-time'));

  it.each([
    ['26/10/2025 00:59', '2025-10-25T23:59:00Z'],
    ['26/10/2025 01:00', '2025-10-26T00:00:00Z, doubled'],
    ['26/10/2025 01:30', '2025-10-26T00:30:00Z, doubled'],
    ['26/10/2025 01:59:59', '2025-10-26T00:59:59Z, doubled'],
    ['26/10/2025 02:00', '2025-10-26T02:00:00Z'],
    ['2025-10-26T01:30:00+01:00', '2025-10-26T00:30:00Z'],
    ['2025-10-26T01:30:00+00:00', '2025-10-26T01:30:00Z'],
  ])('takes the first of the hour that occurs twice and says so: %s', (text, expected) =>
    expect(read(text)).toBe(expected),
  );

  it.each([
    ['30/03/2025 00:59', '2025-03-30T00:59:00Z'],
    ['30/03/2025 01:00', 'no-such-local-time'],
    ['30/03/2025 01:30', 'no-such-local-time'],
    ['30/03/2025 01:59:59', 'no-such-local-time'],
    ['30/03/2025 02:00', '2025-03-30T01:00:00Z'],
    ['2025-03-30T01:30:00Z', '2025-03-30T01:30:00Z'],
  ])('refuses the hour that is left out in March: %s', (text, expected) => expect(read(text)).toBe(expected));
});

describe('readMoment, where a text could be read in more than one way or is nearly right', () => {
  it.each([
    ['01/10/25', 'two-digit-year', null],
    ['01/10/25 21:00', 'two-digit-year', null],
    ['1 Oct 25', 'two-digit-year', null],
    ['01/13/2025', 'month-first', '13/01/2025'],
    ['10/31/2025 9:00', 'month-first', '31/10/2025'],
    ['12/12/2025', null, null],
    ['13-10-2025', null, null],
    ['10-03-2025', 'either-order', '10/03/2025 or 03/10/2025'],
    ['10.03.2025 21:00', 'either-order', '10/03/2025 or 03/10/2025'],
    ['10/03/2025', null, null],
    ['45931', 'serial-number', '01/10/2025, or 02/10/2029 in a workbook that counts from 1904'],
    ['45931.875', 'serial-number', '01/10/2025 21:00, or 02/10/2029 21:00 in a workbook that counts from 1904'],
    ['01/10/2025 24:00', 'time-not-clear', '02/10/2025 00:00'],
    ['01/10/2025 7pm', 'time-not-clear', '01/10/2025 19:00'],
    ['01/10/2025 12.30 a.m.', 'time-not-clear', '01/10/2025 00:30'],
    ['01/10/2025 12pm', 'time-not-clear', '01/10/2025 12:00'],
    ['01/10/2025 13pm', 'time-not-clear', null],
    ['01/10/2025 0730', 'time-not-clear', '01/10/2025 07:30'],
    ['01/10/2025 19.30', 'time-not-clear', '01/10/2025 19:30'],
    ['01/10/2025 1930hrs', 'time-not-clear', '01/10/2025 19:30'],
    ['01/10/2025 21', 'time-not-clear', null],
    ['01/10/2025 25:00', 'time-not-clear', null],
    ['01/10/2025 21:60', 'time-not-clear', null],
    ['01/10/2025 21:00:60', 'time-not-clear', null],
    ['2025-10-01T24:30', 'time-not-clear', null],
  ])('of %s says %p, and what it could be: %p', (text, fault, couldBe) => {
    const reading = readMoment(text);
    expect(reading).toMatchObject(fault === null ? { kind: 'moment' } : { kind: 'fault', fault, couldBe });
  });
});

describe('readDay', () => {
  it.each(['14/03/2010', '14/3/2010', ' 2010-03-14 ', '2010-3-14', '14 March 2010'])('reads %s', (text) =>
    expect(readDay(text)?.equals(parseDay('2010-03-14'))).toBe(true),
  );

  it.each(['', '14/03/10', '31/02/2010', '29/02/2009', '14/03/2010 10:00', '2010-03-14T00:00Z', '03/14/2010'])(
    'is null for "%s"',
    (text) => expect(readDay(text)).toBeNull(),
  );
});
