import type { NamedWorklist, NamedWorklistItem } from '#casework';
import { deadlineLabel } from '#domain/deadlines';
import type { OpenStep } from '#domain/deadlines';
import { showInstant } from '#domain/time';
import type { Instant } from '#domain/time';
import type { CountedSection, SectionView, StepView } from './section-view.js';
import { showOffer, stateWords } from './state-words.js';
import { showArranging, showLength, showTimeLeft } from './time-words.js';
import { unrecordedSection } from './unrecorded.presenter.js';
import { isNarrowed, passes, presentFilter, takerWords } from './worklist-filter.js';
import type { FilterView, WorklistFilter } from './worklist-filter.js';

export interface CountView {
  readonly count: number;
  readonly label: string;
  readonly href: string;
}

export interface WorklistView {
  readonly council: string;
  readonly asAt: string;
  readonly counts: readonly CountView[];
  readonly isEmpty: boolean;
  /** Of cases in restricted records that are not shown; empty where there are none to tell of. */
  readonly restricted: string;
  readonly sections: readonly SectionView[];
  readonly settledCount: number;
  readonly showsSettled: boolean;
  readonly filter: FilterView;
}

/** How a person sees the worklist. */
export interface WorklistChoices {
  readonly council: string;
  readonly showsSettled: boolean;
  /** Whether the person may settle to which episode a notification belongs. */
  readonly mayLink: boolean;
  readonly filter: WorklistFilter;
}

/**
 * The worklist in words: who stands on no record and who was referred to nobody, what is overdue, what runs out next, who
 * is missing now, what is left to do after an interview, and on request what is settled. Absences on no record have no
 * group and wait for whoever may record them: they stand in every narrowed list. Whoever is not told whose move it is
 * cannot narrow the list to it.
 */
export function presentWorklist(
  { at, items: all, hasSteps, unrecorded, restrictedCount }: NamedWorklist,
  { council, showsSettled, mayLink, filter: { waits, group } }: WorklistChoices,
): WorklistView {
  const filter = { waits: hasSteps ? waits : null, group };
  const items = all.filter((item) => passes(filter, item));
  const settled = items.filter(({ isOpen, steps }) => !isOpen && steps.length === 0);
  const toDo = [unrecordedSection(unrecorded, at, mayLink), ...sectionsToDo(items, at)].filter(
    ({ none, rows }) => none !== '' || rows.length > 0,
  );
  const openCount = toDo.reduce((count, { rows }) => count + rows.length, 0);
  return {
    council,
    asAt: showInstant(at),
    counts: toDo.map(({ id, countLabel, rows }) => ({ count: rows.length, label: countLabel, href: `#${id}` })),
    isEmpty: openCount === 0,
    restricted: isNarrowed(filter) ? '' : restrictedWords(openCount, restrictedCount ?? 0),
    sections: showsSettled ? [...toDo, settledSection(settled)] : toDo,
    settledCount: settled.length,
    showsSettled,
    filter: presentFilter(filter, hasSteps),
  };
}

function sectionsToDo(items: readonly NamedWorklistItem[], at: Instant): readonly CountedSection[] {
  const owed = items.filter(isOwed);
  const referred = owed.filter(({ isUnreferred }) => !isUnreferred);
  return [
    {
      ...{ id: 'unreferred', title: 'Back, and referred to nobody', countLabel: 'referred to nobody', none: '' },
      ...owedRows(owed.filter(({ isUnreferred }) => isUnreferred)),
    },
    {
      ...{ id: 'overdue', title: 'Overdue', countLabel: 'overdue', none: 'No interview is overdue.' },
      ...owedRows(referred.filter(isOver)),
    },
    {
      ...{ id: 'due', title: 'Due next', countLabel: 'due next' },
      none: 'No interview is running towards its 72 hours.',
      ...owedRows(referred.filter((item) => !isOver(item))),
    },
    missingSection(
      items.filter(({ isOpen, kind }) => isOpen && kind === 'missing'),
      at,
    ),
    afterSection(items.filter(({ isOpen, steps }) => !isOpen && steps.length > 0)),
  ];
}

function restrictedWords(open: number, restricted: number): string {
  if (restricted === 0) return '';
  const cases = open === 1 ? '1 case' : `${open} cases`;
  return restricted === 1
    ? `${cases}, and 1 further one in a restricted record that you are not admitted to.`
    : `${cases}, and ${restricted} further ones in restricted records that you are not admitted to.`;
}

function isOwed({ isOpen, kind }: NamedWorklistItem): boolean {
  return isOpen && kind === 'interview';
}

function isOver({ minutesLeft }: NamedWorklistItem): boolean {
  return minutesLeft !== null && minutesLeft < 0;
}

function owedRows(items: readonly NamedWorklistItem[]): Pick<SectionView, 'whenHeading' | 'lengthHeading' | 'rows'> {
  const rows = items.map((item) => ({
    ...common(item),
    what: 'Return home interview',
    when: item.dueAt === null ? '' : showInstant(item.dueAt),
    length: showTimeLeft(item.minutesLeft),
  }));
  return { whenHeading: 'Due', lengthHeading: 'Time left', rows };
}

function missingSection(items: readonly NamedWorklistItem[], at: Instant): CountedSection {
  const rows = items.map((item) => ({
    ...common(item),
    what: 'Return of the child',
    when: showInstant(item.missingAt),
    length: showLength((at.epochMilliseconds - item.missingAt.epochMilliseconds) / 60_000),
  }));
  return {
    id: 'missing',
    title: 'Missing now',
    countLabel: 'missing now',
    whenHeading: 'Missing since',
    lengthHeading: 'For',
    rows,
    none: 'No child is missing now.',
  };
}

/** The interview is over: the next of what is left to do stands at the head of its line. */
function afterSection(items: readonly NamedWorklistItem[]): CountedSection {
  const rows = items.map((item) => {
    const [next, ...later] = item.steps;
    return {
      ...common({ ...item, steps: later }),
      what: next ? stepWords(next) : '',
      when: next ? showInstant(next.dueAt) : '',
      length: showTimeLeft(next?.minutesLeft ?? null),
    };
  });
  return {
    ...{ id: 'after', title: 'After the interview', countLabel: 'after the interview', none: '' },
    ...{ whenHeading: 'Due', lengthHeading: 'Time left', rows },
  };
}

function stepWords({ kind, takenBy }: OpenStep): string {
  return `${deadlineLabel(kind)} (${takerWords[takenBy]})`;
}

function presentStep(step: OpenStep): StepView {
  const isOver = step.minutesLeft < 0;
  const due = `${isOver ? 'was due' : 'by'} ${showInstant(step.dueAt)}`;
  return { what: stepWords(step), due, left: showTimeLeft(step.minutesLeft), isOver };
}

function settledSection(items: readonly NamedWorklistItem[]): SectionView {
  const rows = items.map((item) => ({
    ...common(item),
    what: 'Return home interview',
    when: item.dueAt === null ? '' : showInstant(item.dueAt),
    length: showOffer(item.offer),
  }));
  return {
    id: 'settled',
    title: 'Settled',
    whenHeading: 'Was due',
    lengthHeading: 'First offer',
    rows,
    none: 'Nothing has been settled yet.',
  };
}

function common(item: NamedWorklistItem) {
  return {
    child: item.child,
    href: `/children/${item.childId}`,
    ref: item.ref ?? 'none',
    provider: item.providerCode ?? 'nobody asked',
    arranging: showArranging(item.arranging),
    steps: item.steps.map(presentStep),
    ...stateWords(item),
  };
}
