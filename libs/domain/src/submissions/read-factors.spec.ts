import { describe, expect, it } from '@jest/globals';
import { aReadRow } from '../../../../test/builders/index.js';
import type { ColumnName } from './index.js';

function read(column: ColumnName, cell: string) {
  const { values, findings } = aReadRow({ [column]: cell, interview_at: '12/10/2025' });
  return { value: values[column], codes: findings.map(({ code }) => code) };
}

const factor = (code: string, view: 'child' | 'other' | 'interviewer' | null = null) => ({
  code,
  view,
  isPrimary: false,
});
const answered = (...factors: readonly ReturnType<typeof factor>[]) => ({ kind: 'answered', factors });
const [none, notAsked] = [{ kind: 'none_given' }, { kind: 'not_asked' }];

describe('a section of factors', () => {
  it.each([
    ['push_factors', 'PU01', answered(factor('PU01'))],
    ['push_factors', 'pu01; PU11 ;', answered(factor('PU01'), factor('PU11'))],
    ['push_factors', 'Bullying;Family conflict or argument', answered(factor('PU11'), factor('PU01'))],
    [
      'push_factors',
      'PU01:child;PU11:Other;PU12: interviewer',
      answered(factor('PU01', 'child'), factor('PU11', 'other'), factor('PU12', 'interviewer')),
    ],
    ['pull_factors', 'Parties or gatherings:child', answered(factor('PL05', 'child'))],
    ['harms', 'HA02;HA07:child', answered(factor('HA02'), factor('HA07', 'child'))],
    ['push_factors', 'none_given', none],
    ['push_factors', 'None given', none],
    ['pull_factors', 'NOT_ASKED', notAsked],
    ['protective_factors', 'not-asked', notAsked],
    ['harms', 'none_given', none],
    ['harms', 'HA00', none],
    ['harms', 'ha00:child', none],
    ['harms', 'No harm disclosed', none],
    ['harms', 'HA99', notAsked],
    ['harms', 'Not asked or not known', notAsked],
  ] as const)('%s "%s"', (column, cell, value) => expect(read(column, cell)).toEqual({ value, codes: [] }));

  it.each([
    ['push_factors', 'PU01;Fmily conflict', answered(factor('PU01')), ['PR-035']],
    ['push_factors', 'PU77', answered(), ['PR-035']],
    ['push_factors', 'PL02', answered(), ['PR-035']],
    ['push_factors', 'HA00', answered(), ['PR-035']],
    ['push_factors', 'PU01:teacher', answered(), ['PR-035']],
    ['push_factors', 'PU01;none_given', answered(factor('PU01')), ['PR-039']],
    ['harms', 'HA00;HA02', answered(factor('HA02')), ['PR-039']],
    ['harms', 'HA99;none_given', notAsked, ['PR-039']],
  ] as const)('%s "%s" is taken with a warning', (column, cell, value, codes) =>
    expect(read(column, cell)).toEqual({ value, codes }),
  );
});

describe('the primary factor', () => {
  it.each(['PU01', 'pl02', 'Bullying', 'HA02'])('is read: %s', (cell) => {
    expect(read('primary_factor', cell)).toMatchObject({ value: expect.stringMatching(/^[A-Z]{2}\d\d$/), codes: [] });
  });

  it.each(['VU08', 'everything'])('is not read, with a warning: %s', (cell) =>
    expect(read('primary_factor', cell)).toEqual({ value: undefined, codes: ['PR-035'] }),
  );
});

describe('vulnerabilities', () => {
  const [present, absent] = [
    { code: 'VU08', isPresent: true },
    { code: 'VU10', isPresent: false },
  ];

  it.each([
    ['VU08=Y;VU10=N', [present, absent]],
    [' vu08 = y ; VU10=n;', [present, absent]],
    ['Mental or emotional health need=Y', [present]],
    ['VU08=Y;vu08=y', [present]],
  ])('"%s"', (cell, value) => expect(read('vulnerabilities', cell)).toEqual({ value, codes: [] }));

  it.each([
    ['VU08=Y;VU08=N', ['PR-038']],
    ['VU08=N;VU10=Y;VU08=Y;VU10=N', ['PR-038', 'PR-038']],
    ['VU08', ['PR-036']],
    ['VU08=maybe', ['PR-036']],
    ['VU08=Y;VU10=', ['PR-036']],
  ])('"%s" holds the row', (cell, codes) => expect(read('vulnerabilities', cell)).toEqual({ value: undefined, codes }));

  it('leaves out an unknown one with a warning', () => {
    expect(read('vulnerabilities', 'VU08=Y;VU77=Y;PU01=Y')).toEqual({ value: [present], codes: ['PR-035', 'PR-035'] });
  });
});
