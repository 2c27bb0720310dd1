import { describe, expect, it } from '@jest/globals';
import { anInterview } from '../../../../test/builders/index.js';
import { addFactor } from './index.js';

const push = (text: string | undefined, code: string) =>
  addFactor(anInterview(text === undefined ? {} : { sections: { push: text } }), {
    section: 'push',
    code,
    view: 'child',
  }).sections.push;
const harm = (text: string | undefined, code: string) =>
  addFactor(anInterview(text === undefined ? {} : { sections: { harm: text } }), { section: 'harm', code, view: null })
    .sections.harm;
const codesOf = (answer: ReturnType<typeof push>) =>
  answer?.kind === 'answered' ? answer.factors.map(({ code }) => code) : (answer?.kind ?? null);

describe('addFactor', () => {
  it.each([
    [undefined, ['PU08']],
    ['none_given', ['PU08']],
    ['not_asked', ['PU08']],
    ['PU01;PU11', ['PU01', 'PU08', 'PU11']],
  ])('to a section of %p gives %p', (text, codes) => expect(codesOf(push(text, 'PU08'))).toEqual(codes));

  it('leaves a factor that is there as it was found', () => {
    const interview = anInterview({ sections: { push: 'PU08' } });
    expect(addFactor(interview, { section: 'push', code: 'PU08', view: 'child' })).toEqual(interview);
  });

  it.each([
    [undefined, 'HA00', 'none_given'],
    [undefined, 'HA99', 'not_asked'],
    ['HA02', 'HA00', ['HA02']],
    ['none_given', 'HA99', 'none_given'],
  ])('takes in a harm section of %p the answer %s as %p', (text, code, answer) =>
    expect(codesOf(harm(text, code))).toEqual(answer),
  );

  it('adds a vulnerability in the order of the codes, and never turns one round', () => {
    const interview = anInterview({ vulnerabilities: 'VU05=Y;VU10=N' });
    const add = (code: string) =>
      addFactor(interview, { section: 'vulnerability', code, isPresent: true }).vulnerabilities.map(
        (each) => `${each.code} ${String(each.isPresent)}`,
      );
    expect(add('VU08')).toEqual(['VU05 true', 'VU08 true', 'VU10 false']);
    expect(add('VU10')).toEqual(['VU05 true', 'VU10 false']);
  });
});
