import { HARM_NONE_DISCLOSED, HARM_NOT_ASKED } from '../../factors/index.js';
import type { FactorSection } from '../../factors/index.js';
import type { ReturnHomeInterview } from '../../interviews/index.js';

/**
 * The codes that an interview gives in a section, each once; null when the section was left blank or not asked about
 * and so stays out of the base. That none was given, or no harm disclosed, is an answer: it stays in with no code.
 */
export function codesFound(interview: ReturnHomeInterview, section: FactorSection): ReadonlySet<string> | null {
  const answer = interview.sections[section];
  if (answer === null || answer.kind === 'not_asked') return null;
  if (answer.kind === 'none_given') return new Set();
  const codes = answer.factors.map(({ code }) => code);
  if (codes.length > 0 && codes.every((code) => code === HARM_NOT_ASKED)) return null;
  return new Set(codes.filter((code) => code !== HARM_NONE_DISCLOSED && code !== HARM_NOT_ASKED));
}
