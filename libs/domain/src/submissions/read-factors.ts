import type {
  FactorCategory,
  FactorObservation,
  FactorSection,
  SectionAnswer,
  VulnerabilityObservation,
} from '../factors/index.js';
import { HARM_NONE_DISCLOSED, HARM_NOT_ASKED, factorSections, factorViews } from '../factors/index.js';
import { note } from './check-words.js';
import { shorten } from './finding.js';
import type { Note } from './finding.js';
import { faulty, good, items } from './read-cell.js';
import type { CellReader, CellReading, ReturnLists } from './read-cell.js';
import { wordNotInTaxonomy } from './rules/pr-035-word-not-in-taxonomy.js';
import { vulnerabilityWithoutAnswer } from './rules/pr-036-vulnerability-without-answer.js';
import { vulnerabilityContradicted } from './rules/pr-038-vulnerability-contradicted.js';
import { sectionContradicted } from './rules/pr-039-section-contradicted.js';

/** One section of factors: codes or known words, each optionally with whose view it is; or one of the two answers. */
export function section(name: FactorSection): CellReader<SectionAnswer> {
  return (cell, lists) => {
    const readings = items(cell).map((item) => readItem(item, name, lists));
    const read = readings.flatMap((reading) => (reading.value === undefined ? [] : [reading.value]));
    const notes = readings.flatMap((reading) => reading.notes);
    const factors = read.filter((item) => typeof item !== 'string');
    const answers = new Set(read.filter((item) => typeof item === 'string'));
    if (answers.size + Number(factors.length > 0) > 1) notes.push(mixedAnswers(cell, factors.length > 0));
    const kind = answers.has('not_asked') ? 'not_asked' : 'none_given';
    const isAnswered = answers.size === 0 || factors.length > 0;
    return { value: isAnswered ? { kind: 'answered', factors } : { kind }, notes };
  };
}

type NoFactor = Exclude<SectionAnswer['kind'], 'answered'>;

/** What is a factor, and what says that there is none. A harm of which none was disclosed, or nobody asked, is no harm. */
function readItem(item: string, name: FactorSection, lists: ReturnLists): CellReading<FactorObservation | NoFactor> {
  const word = item.toLowerCase().replaceAll(/[\s-]+/g, '_');
  if (word === 'none_given' || word === 'not_asked') return good(word);
  const reading = readFactor(item, name, lists);
  if (reading.value?.code === HARM_NONE_DISCLOSED) return good('none_given');
  return reading.value?.code === HARM_NOT_ASKED ? good('not_asked') : reading;
}

function mixedAnswers(cell: string, hasFactors: boolean): Note {
  return note(sectionContradicted, shorten(cell), hasFactors ? 'the factors are' : 'not_asked is');
}

function readFactor(item: string, category: FactorCategory, lists: ReturnLists): CellReading<FactorObservation> {
  const suffix = /:\s*(child|other|interviewer)$/i.exec(item)?.[1]?.toLowerCase();
  const word = suffix === undefined ? item : item.slice(0, item.lastIndexOf(':')).trim();
  const factor = lists.factorWords.find(word, [category]);
  if (factor === null) return faulty(wordNotInTaxonomy, shorten(word), `${category} factor`);
  return good({ code: factor.code, view: factorViews.find((view) => view === suffix) ?? null, isPrimary: false });
}

/** A single factor code of any section, for `primary_factor`. */
export const factorCode: CellReader<string> = (cell, lists) => {
  const factor = lists.factorWords.find(cell, factorSections);
  return factor === null ? faulty(wordNotInTaxonomy, shorten(cell), 'factor') : good(factor.code);
};

/** `VU08=Y;VU10=N`: present, or asked and absent; what is not listed was not recorded. */
export const vulnerabilities: CellReader<readonly VulnerabilityObservation[]> = (cell, lists) => {
  const readings = items(cell).map((item): CellReading<VulnerabilityObservation> => {
    const [word = '', answer = ''] = item.split('=').map((part) => part.trim());
    const factor = lists.factorWords.find(word, ['vulnerability']);
    if (factor === null) return faulty(wordNotInTaxonomy, shorten(word), 'vulnerability');
    if (!/^[yn]$/i.test(answer)) return faulty(vulnerabilityWithoutAnswer, shorten(item), factor.code);
    return good({ code: factor.code, isPresent: answer.toUpperCase() === 'Y' });
  });
  const observed = readings.flatMap((reading) => (reading.value === undefined ? [] : [reading.value]));
  const notes = [...readings.flatMap((reading) => reading.notes), ...contradictions(observed)];
  if (notes.some(({ severity }) => severity === 'error')) return { notes };
  const value = [...new Map(observed.map((vulnerability) => [vulnerability.code, vulnerability])).values()];
  return { value, notes };
};

function contradictions(observed: readonly VulnerabilityObservation[]): readonly Note[] {
  const absent = new Set(observed.filter(({ isPresent }) => !isPresent).map(({ code }) => code));
  return observed
    .filter(({ code, isPresent }) => isPresent && absent.has(code))
    .map(({ code }) => note(vulnerabilityContradicted, code));
}
