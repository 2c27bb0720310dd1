import { describe, expect, it } from '@jest/globals';
import { readTypedMoment, typedMomentOf } from './moment-field.js';
import { aMoment } from '../../../../../test/builders/index.js';

const read = (written: string, time: string, words: { isUnknown?: boolean; hour?: string } = {}) => {
  const [day, month, year] = written.split('/');
  return readTypedMoment({ day, month, year, time, isUnknown: false, hour: '', ...words });
};
const at = (reading: ReturnType<typeof read>) =>
  reading.kind === 'moment' ? [reading.moment.at.toString(), reading.moment.timeKnown] : reading.kind;

describe('readTypedMoment', () => {
  it.each([
    ['10/10/2025', '18:30', '2025-10-10T17:30:00Z'],
    ['10/1/2025', '8.05', '2025-01-10T08:05:00Z'],
  ])('reads %s %s', (day, time, instant) => expect(at(read(day, time))).toEqual([instant, true]));

  it('takes a time that is not known for what it is, and not together with one', () => {
    expect(at(read('10/10/2025', '', { isUnknown: true }))).toEqual(['2025-10-09T23:00:00Z', false]);
    expect(read('10/10/2025', '18:30', { isUnknown: true })).toMatchObject({ kind: 'fault', asksHour: false });
  });

  it('asks which hour was meant where it occurred twice', () => {
    expect(read('26/10/2025', '01:30')).toMatchObject({ kind: 'fault', asksHour: true });
    expect(at(read('26/10/2025', '01:30', { hour: 'first' }))).toEqual(['2025-10-26T00:30:00Z', true]);
    expect(at(read('26/10/2025', '01:30', { hour: 'second' }))).toEqual(['2025-10-26T01:30:00Z', true]);
  });

  it('explains an hour that was skipped', () => {
    const reading = read('30/3/2025', '01:30');
    expect(reading).toMatchObject({ kind: 'fault', asksHour: false });
    expect(reading.kind === 'fault' && reading.text).toContain('clocks went forward');
  });

  it.each([
    ['', '18:30'],
    ['31/9/2025', '18:30'],
    ['10/10/2025', ''],
    ['10/10/2025', '24:00'],
    ['10/10/2025', 'noon'],
  ])('finds a fault in %j %j', (day, time) => expect(read(day, time).kind).toBe('fault'));

  it('is blank when nothing is typed', () => expect(read('', '').kind).toBe('blank'));
});

describe('typedMomentOf', () => {
  it.each([
    '2025-10-10T17:30:00Z',
    '2025-10-26T00:30:00Z',
    '2025-10-26T01:30:00Z',
    '2025-03-30T01:00:00Z',
    '10/10/2025',
  ])('is read as %s again', (written) => {
    const moment = aMoment(written);
    expect(readTypedMoment(typedMomentOf(moment))).toEqual({ kind: 'moment', moment });
  });

  it('is blank where nothing happened', () => expect(readTypedMoment(typedMomentOf(null))).toEqual({ kind: 'blank' }));
});
