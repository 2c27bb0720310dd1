import type { FactorTaxonomy } from '../../factors/index.js';
import type { ReturnHomeInterview } from '../../interviews/index.js';
import { count, rate } from '../cells.js';
import type { PairRow, VulnerabilityRow } from '../mace-report.js';
import { compareText } from './counted.js';

type Answers = ReadonlyMap<string, boolean>;

/** Each vulnerability in three states over all interviews: present, asked about and absent, not recorded. */
export function buildVulnerabilities(
  interviews: readonly ReturnHomeInterview[],
  taxonomy: FactorTaxonomy,
): readonly VulnerabilityRow[] {
  const answers = interviews.map(answersOf);
  const times = (code: string, isPresent: boolean) => answers.filter((each) => each.get(code) === isPresent).length;
  return codesOf(answers)
    .map((code) => ({ code, present: times(code, true), absent: times(code, false) }))
    .sort((left, right) => right.present - left.present || compareText(left.code, right.code))
    .map(({ code, present, absent }) => ({
      code,
      label: labelOf(code, taxonomy),
      present: count(present),
      absent: count(absent),
      notRecorded: count(interviews.length - present - absent),
    }));
}

/** Pairs of vulnerabilities that were both present in an interview, of the interviews that recorded both. */
export function buildPairs(interviews: readonly ReturnHomeInterview[], taxonomy: FactorTaxonomy): readonly PairRow[] {
  const answers = interviews.map(answersOf);
  const codes = codesOf(answers);
  return codes
    .flatMap((first, index) => codes.slice(index + 1).map((second): readonly [string, string] => [first, second]))
    .map(([first, second]) => ({
      codes: [first, second] as const,
      both: answers.filter((each) => each.get(first) === true && each.get(second) === true).length,
      recorded: answers.filter((each) => each.has(first) && each.has(second)).length,
    }))
    .filter(({ both }) => both > 0)
    .sort((left, right) => right.both - left.both || compareText(left.codes.join(), right.codes.join()))
    .map(({ codes: [first, second], both, recorded }) => ({
      codes: [first, second],
      labels: [labelOf(first, taxonomy), labelOf(second, taxonomy)],
      interviews: rate(both, recorded),
    }));
}

/** Should an interview say both of one code, the risk counts: present. */
function answersOf(interview: ReturnHomeInterview): Answers {
  const answers = new Map<string, boolean>();
  for (const { code, isPresent } of interview.vulnerabilities)
    answers.set(code, isPresent || answers.get(code) === true);
  return answers;
}

function codesOf(answers: readonly Answers[]): readonly string[] {
  return [...new Set(answers.flatMap((each) => [...each.keys()]))].sort(compareText);
}

function labelOf(code: string, taxonomy: FactorTaxonomy): string {
  return taxonomy.findByCode(code)?.label ?? code;
}
