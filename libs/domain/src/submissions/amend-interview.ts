import { factorViews } from '../factors/index.js';
import type { FactorObservation, FactorSection, SectionAnswer } from '../factors/index.js';
import type { ReturnHomeInterview } from '../interviews/index.js';
import type { EpisodeId } from '../kernel/index.js';
import { said } from './amend-context.js';
import type { AmendContext, SoundValues } from './amend-context.js';

type Sections = ReturnHomeInterview['sections'];

const noSections: Sections = { push: null, pull: null, harm: null, protective: null };

/** The interview recorded with an episode as a row leaves it; null while none has begun, or when it is taken back. */
export function amendInterview(
  known: ReturnHomeInterview | null,
  values: SoundValues,
  episodeId: EpisodeId,
  context: AmendContext,
): ReturnHomeInterview | null {
  const beganAt = said(values.interview_at, known?.beganAt ?? null);
  if (beganAt === null) return null;
  return {
    id: known?.id ?? context.newId(),
    episodeId,
    covers: covers(known, values, episodeId, context),
    providerId: context.providerId,
    beganAt,
    endedAt: said(values.interview_ended_at, known?.endedAt ?? null),
    mode: said(values.interview_mode, known?.mode ?? null),
    isIndependent: said(values.independent, known?.isIndependent ?? null),
    riskNow: said(values.risk_now, known?.riskNow ?? null),
    taxonomyVersion: known?.taxonomyVersion ?? context.taxonomyVersion,
    sections: markPrimary(
      sections(known?.sections ?? noSections, values),
      said(values.primary_factor, primaryOf(known?.sections ?? noSections)),
    ),
    vulnerabilities: (said(values.vulnerabilities, known?.vulnerabilities ?? null) ?? []).toSorted(byCode),
  };
}

function covers(
  known: ReturnHomeInterview | null,
  values: SoundValues,
  own: EpisodeId,
  context: AmendContext,
): readonly EpisodeId[] {
  if (values.interview_covers === undefined && known) return known.covers;
  const others = (values.interview_covers ?? []).filter((ref) => ref !== values.provider_ref).map(context.episodeOf);
  return [...new Set([own, ...others])].sort();
}

function sections(known: Sections, values: SoundValues): Sections {
  const cells: Record<FactorSection, SectionAnswer | null | undefined> = {
    push: values.push_factors,
    pull: values.pull_factors,
    harm: values.harms,
    protective: values.protective_factors,
  };
  const keep = (section: FactorSection) => sorted(said(cells[section], known[section]));
  return { push: keep('push'), pull: keep('pull'), harm: keep('harm'), protective: keep('protective') };
}

/** Each factor once, in the order of the codes, so that the same answer in another order is the same answer. */
function sorted(answer: SectionAnswer | null): SectionAnswer | null {
  if (answer?.kind !== 'answered') return answer;
  const nearestViewLast = answer.factors.toSorted((left, right) => viewRank(right) - viewRank(left));
  const codes = new Map(nearestViewLast.map((factor) => [factor.code, factor]));
  return { kind: 'answered', factors: [...codes.values()].sort(byCode) };
}

/** Of a factor given twice the view nearest to the child is kept: the child's, another's, the interviewer's, nobody's. */
function viewRank({ view }: FactorObservation): number {
  return view === null ? factorViews.length : factorViews.indexOf(view);
}

function primaryOf(all: Sections): string | null {
  const factors = Object.values(all).flatMap((answer) => (answer?.kind === 'answered' ? answer.factors : []));
  return factors.find(({ isPrimary }) => isPrimary)?.code ?? null;
}

function markPrimary(all: Sections, primary: string | null): Sections {
  const mark = (answer: SectionAnswer | null): SectionAnswer | null =>
    answer?.kind === 'answered'
      ? {
          kind: 'answered',
          factors: answer.factors.map((factor) => ({ ...factor, isPrimary: factor.code === primary })),
        }
      : answer;
  return { push: mark(all.push), pull: mark(all.pull), harm: mark(all.harm), protective: mark(all.protective) };
}

function byCode(left: { readonly code: string }, right: { readonly code: string }): number {
  return left.code < right.code ? -1 : Number(left.code > right.code);
}
