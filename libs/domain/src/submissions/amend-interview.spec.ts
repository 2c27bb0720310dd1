import { describe, expect, it } from '@jest/globals';
import { anAmendContext, soundValues } from '../../../../test/builders/index.js';
import type { Cells } from '../../../../test/builders/index.js';
import type { CaseRecord } from '../cases/index.js';
import type { ReturnHomeInterview } from '../interviews/index.js';
import { amendCase } from './index.js';

/** The interview that rows leave, one after the other; the first of them says when it began. */
function after(...rows: readonly Cells[]): ReturnHomeInterview | null {
  const context = anAmendContext();
  const record = [{ interview_at: '12/10/2025 10:00', ...rows[0] }, ...rows.slice(1)].reduce<CaseRecord | null>(
    (known, cells) => amendCase(known, soundValues(cells), context),
    null,
  );
  return record?.interview ?? null;
}

/** The push factors in short: each code, its view, and an asterisk on the primary one. */
function push(...rows: readonly Cells[]): readonly string[] | string | null {
  const answer = after(...rows)?.sections.push ?? null;
  if (answer?.kind !== 'answered') return answer?.kind ?? null;
  return answer.factors.map(({ code, view, isPrimary }) => `${code}${view ? `:${view}` : ''}${isPrimary ? '*' : ''}`);
}

describe('the interview of a case', () => {
  it('is there once it has begun, and gone when that is taken back', () => {
    expect(after({ interview_at: '' })).toBeNull();
    expect(after({})).toMatchObject({ id: 'new-2', episodeId: 'new-1', mode: null, isIndependent: null });
    expect(after({}, { interview_at: '-' })).toBeNull();
  });

  it('keeps its id and the taxonomy that it was held by', () => {
    const [first, later] = [anAmendContext(), anAmendContext({ taxonomyVersion: 'test-2' })];
    const known = amendCase(null, soundValues({ interview_at: '12/10/2025' }), first);
    const amended = amendCase(known, soundValues({ risk_now: 'high' }), later);
    expect(amended.interview).toMatchObject({ id: known.interview?.id, taxonomyVersion: 'test-1', riskNow: 'high' });
  });

  it.each<[string, readonly Cells[], unknown]>([
    ['left blank', [{}], null],
    ['none given', [{ push_factors: 'none_given' }], 'none_given'],
    ['not asked', [{ push_factors: 'not_asked' }], 'not_asked'],
    ['factors in the order of their codes', [{ push_factors: 'PU12;PU01;PU11' }], ['PU01', 'PU11', 'PU12']],
    ['a later blank', [{ push_factors: 'PU01' }, {}], ['PU01']],
    ['a later hyphen', [{ push_factors: 'PU01' }, { push_factors: '-' }], null],
    ['a later separator', [{ push_factors: 'PU01' }, { push_factors: ';' }], ['PU01']],
    ['a later answer', [{ push_factors: 'PU01' }, { push_factors: 'none_given' }], 'none_given'],
    ['a later list', [{ push_factors: 'PU01;PU11' }, { push_factors: 'PU12' }], ['PU12']],
    ['one factor in two views', [{ push_factors: 'PU01:interviewer;PU01:child;PU01' }], ['PU01:child']],
    ['the same the other way round', [{ push_factors: 'PU01;PU01:child;PU01:interviewer' }], ['PU01:child']],
    ['the primary one', [{ push_factors: 'PU01;PU11', primary_factor: 'PU11' }], ['PU01', 'PU11*']],
    ['the primary one later', [{ push_factors: 'PU01;PU11' }, { primary_factor: 'PU11' }], ['PU01', 'PU11*']],
    [
      'another primary one',
      [{ push_factors: 'PU01;PU11', primary_factor: 'PU11' }, { primary_factor: 'PU01' }],
      ['PU01*', 'PU11'],
    ],
    ['no primary one any more', [{ push_factors: 'PU01', primary_factor: 'PU01' }, { primary_factor: '-' }], ['PU01']],
    [
      'a later list, the primary one left blank',
      [{ push_factors: 'PU01', primary_factor: 'PU01' }, { push_factors: 'PU01;PU11' }],
      ['PU01*', 'PU11'],
    ],
    ['a primary one of another section', [{ push_factors: 'PU01', primary_factor: 'PL02' }], ['PU01']],
  ])('has of its push factors: %s', (_words, rows, expected) => expect(push(...rows)).toEqual(expected));

  it('has each section apart', () => {
    expect(after({ push_factors: 'PU01', pull_factors: 'none_given', harms: 'HA99' })?.sections).toMatchObject({
      push: { kind: 'answered' },
      pull: { kind: 'none_given' },
      harm: { kind: 'not_asked' },
      protective: null,
    });
  });

  it('has vulnerabilities in the order of their codes, kept by a blank and cleared by a hyphen', () => {
    const given = { vulnerabilities: 'VU10=N;VU08=Y' };
    expect(after(given, {})?.vulnerabilities).toEqual([
      { code: 'VU08', isPresent: true },
      { code: 'VU10', isPresent: false },
    ]);
    expect(after(given, { vulnerabilities: 'VU10=Y' })?.vulnerabilities).toEqual([{ code: 'VU10', isPresent: true }]);
    expect(after(given, { vulnerabilities: '-' })?.vulnerabilities).toEqual([]);
  });

  it.each<[string, readonly Cells[], readonly string[]]>([
    ['its own episode', [{}], ['new-1']],
    ['its own episode, named', [{ interview_covers: 'H001' }], ['new-1']],
    ['others as well', [{ interview_covers: 'H003;H002' }], ['episode-H002', 'episode-H003', 'new-1']],
    ['others still, after a blank', [{ interview_covers: 'H002' }, {}], ['episode-H002', 'new-1']],
    ['others instead', [{ interview_covers: 'H002' }, { interview_covers: 'H003' }], ['episode-H003', 'new-1']],
    ['its own alone, after a hyphen', [{ interview_covers: 'H002' }, { interview_covers: '-' }], ['new-1']],
  ])('covers %s', (_words, rows, covers) => expect(after(...rows)?.covers).toEqual(covers));
});
