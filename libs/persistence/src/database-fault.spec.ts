import { describe, expect, it } from '@jest/globals';
import { describeDatabaseFault, isCollision } from './database-fault.js';

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

describe('isCollision', () => {
  it.each([
    ['a deadlock', { driverError: { code: '40P01' } }, true],
    ['a change that another transaction made meanwhile', new Error('outer', { cause: { code: '40001' } }), true],
    ['a broken rule', { code: '23505' }, false],
    ['a bug', new TypeError('x is undefined'), false],
    ['no fault', null, false],
  ])('tells of %s', (_name, error, expected) => {
    expect(isCollision(error)).toBe(expected);
  });
});
