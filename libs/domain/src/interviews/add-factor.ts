import { HARM_NONE_DISCLOSED, HARM_NOT_ASKED } from '../factors/index.js';
import type { FactorSection, FactorView, SectionAnswer } from '../factors/index.js';
import type { ReturnHomeInterview } from './return-home-interview.js';

/** A factor that words of the form turned out to mean. */
export type FactorFound =
  | { readonly section: FactorSection; readonly code: string; readonly view: FactorView | null }
  | { readonly section: 'vulnerability'; readonly code: string; readonly isPresent: boolean };

/** An interview with a factor more. What it says already stays as it is; a factor goes before "none given". */
export function addFactor(interview: ReturnHomeInterview, found: FactorFound): ReturnHomeInterview {
  if (found.section === 'vulnerability') {
    const { code, isPresent } = found;
    if (interview.vulnerabilities.some((known) => known.code === code)) return interview;
    return { ...interview, vulnerabilities: [...interview.vulnerabilities, { code, isPresent }].sort(byCode) };
  }
  const { section } = found;
  const answer = answerWith(interview.sections[section], found.code, found.view);
  return { ...interview, sections: { ...interview.sections, [section]: answer } };
}

function answerWith(known: SectionAnswer | null, code: string, view: FactorView | null): SectionAnswer | null {
  const factors = known?.kind === 'answered' ? known.factors : [];
  if (code === HARM_NONE_DISCLOSED || code === HARM_NOT_ASKED) {
    const isOpen = known === null || (known.kind === 'answered' && factors.length === 0);
    return isOpen ? { kind: code === HARM_NOT_ASKED ? 'not_asked' : 'none_given' } : known;
  }
  if (factors.some((factor) => factor.code === code)) return known;
  return { kind: 'answered', factors: [...factors, { code, view, isPrimary: false }].sort(byCode) };
}

function byCode(left: { readonly code: string }, right: { readonly code: string }): number {
  return left.code < right.code ? -1 : Number(left.code > right.code);
}
