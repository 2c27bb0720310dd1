import { reportingMonthOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { drawAbsences } from './absences.js';
import type { Absence } from './absences.js';
import type { DemonstrationOptions, GeneratedReturn } from './demonstration-options.js';
import { providerCodes, providerManners } from './demonstration-providers.js';
import type { ProviderCode } from './demonstration-providers.js';
import { absenceCells, childCells } from './episode-cells.js';
import type { Cells } from './episode-cells.js';
import { interviewCells, offerCells } from './interview-cells.js';
import type { InterviewStory, NextAbsence } from './interview-story.js';
import { inventChildren } from './invented-child.js';
import { mulberry32, seedOf } from './mulberry32.js';
import type { Random } from './mulberry32.js';
import { rowWriter } from './row-writer.js';
import { monthsBetween } from './start-times.js';
import { tellInterviewStory } from './tell-interview-story.js';

interface ToldAbsence {
  readonly absence: Absence;
  readonly story: InterviewStory;
  readonly period: string;
  readonly ref: string;
}

/** The returns that the providers of an invented borough send, month by month; the oldest first, none for no month. */
export function generateReturns(options: DemonstrationOptions): readonly GeneratedReturn[] {
  if (options.months < 1) return [];
  const last = reportingMonthOf(options.at);
  const first = last.subtract({ months: options.months - 1 });
  const absences = drawAbsences(options, first, inventChildren(options, first));
  const told = tellStories(mulberry32(seedOf(options.seed, options.authority.code, 'stories')), absences);
  const covers = coveredRefs(told);
  const random = mulberry32(seedOf(options.seed, options.authority.code, 'rows'));
  const rows = told.map((one) => ({ one, row: writeRow(random, one, covers.get(one.ref) ?? [], options.at) }));
  return monthsBetween(first, last).flatMap((month) => {
    const period = month.toString();
    const ofMonth = rows.filter(({ one }) => one.period === period);
    return providerCodes.map((providerCode) => ({
      providerCode,
      period,
      rows: ofMonth.filter(({ one }) => providerOf(one) === providerCode).map(({ row }) => row),
    }));
  });
}

/** From the last absence to the first, since an interview may be overtaken by the child's next absence. */
function tellStories(random: Random, absences: readonly Absence[]): readonly ToldAbsence[] {
  const next = new Map<string, NextAbsence>();
  const stories = absences.toReversed().map((absence) => {
    const story = tellInterviewStory(random, absence, next.get(absence.child.councilId) ?? null);
    next.set(absence.child.councilId, { missingAt: absence.missingAt, story });
    return { absence, story };
  });
  const counts = new Map<string, number>();
  return stories.toReversed().map(({ absence, story }) => {
    const period = reportingMonthOf(absence.missingAt).toString();
    const stem = `${providerManners[absence.child.residence.provider].prefix}${period.slice(2).replace('-', '')}`;
    const count = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, count);
    return { absence, story, period, ref: `${stem}-${String(count).padStart(3, '0')}` };
  });
}

/** By reference of an interview's own row: the earlier rows of the same child that it also covers. */
function coveredRefs(told: readonly ToldAbsence[]): ReadonlyMap<string, readonly string[]> {
  const waiting = new Map<string, readonly string[]>();
  const covered = new Map<string, readonly string[]>();
  for (const { absence, story, ref } of told) {
    const { councilId } = absence.child;
    const refs = waiting.get(councilId) ?? [];
    if (story.interviewAt !== null && refs.length > 0) covered.set(ref, refs);
    waiting.set(councilId, story.isCoveredByNext ? [...refs, ref] : []);
  }
  return covered;
}

function writeRow(random: Random, told: ToldAbsence, covers: readonly string[], end: Instant): Cells {
  const { absence, story, ref } = told;
  const { provider } = absence.child.residence;
  const writer = rowWriter(providerManners[provider].times, end);
  const isHeld = writer.isPast(story.interviewAt);
  const cells: Cells = {
    provider_ref: ref,
    council_ref: `EP-${told.period}-${ref.slice(-3)}${ref.slice(0, 1)}`,
    ...childCells(absence.child, writer),
    ...absenceCells(random, absence, writer),
    ...offerCells(random, story, absence, writer),
    ...(isHeld ? interviewCells(random, story.interviewAt, absence, writer) : {}),
    interview_covers: isHeld ? covers.join(';') : '',
  };
  return Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));
}

function providerOf({ absence }: ToldAbsence): ProviderCode {
  return absence.child.residence.provider;
}
