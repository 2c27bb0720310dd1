import { describe, expect, it } from '@jest/globals';
import { describeDatabaseFault } from './database-fault.js';

describe('describeDatabaseFault', () => {
  it.each([
    ['a full disk', { code: '53100' }, /disk of the database is full/],
    ['a server that is not there', { code: 'ECONNREFUSED' }, /cannot be reached/],
    ['a fault within a fault', new Error('outer', { cause: { code: '42P01' } }), /run homeward migrate/],
    ['a fault wrapped by TypeORM', { driverError: { code: '28P01' } }, /does not accept the login/],
  ])('says what to do about %s', (_name, error, sentence) => {
    expect(describeDatabaseFault(error)).toMatch(sentence);
  });

  it.each([
    ['no fault', null],
    ['a bug', new TypeError('x is undefined')],
    ['a text', 'broken'],
  ])('says nothing of %s', (_name, error) => {
    expect(describeDatabaseFault(error)).toBeNull();
  });
});
