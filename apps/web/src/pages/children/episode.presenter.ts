import type { ChildEpisode, EpisodeForm } from '#casework';
import type { FactorTaxonomy } from '#domain/factors';
import { factorSections } from '#domain/factors';
import { notCompletedLabels } from '#domain/reports';
import { showInstant, showMoment } from '#domain/time';
import { addressOfReferral } from '../episodes/referral-address.js';
import { presentThread } from '../questions/thread.presenter.js';
import { stateWords } from '../worklist/state-words.js';
import { showTimeLeft } from '../worklist/time-words.js';
import type { LabelledValue } from './labelled-value.js';
import {
  NOT_RECORDED,
  codeWords,
  showIndependence,
  showInterviewer,
  showMode,
  showMomentOr,
  showOffer,
  showReturn,
  showSection,
  showVulnerabilities,
} from './episode-words.js';

interface EpisodeShown {
  readonly taxonomy: FactorTaxonomy;
  /** The child, for whoever may add what a third party said; null for all others. */
  readonly addThirdParty: string | null;
  /** The child, for whoever may put the time of a return right; null for all others. */
  readonly correctReturn: string | null;
  /** The child, for whoever may refer an episode; null for all others. */
  readonly refer: string | null;
  /** The child, for whoever may ask the provider; null for all others. */
  readonly askProvider: string | null;
  /** The council, for whoever may read the questions on their own pages; null for all others. */
  readonly readQuestions: string | null;
  /** The child, for whoever may say that two reports are one absence; null for all others. */
  readonly oneAbsence: string | null;
}

const sectionWords = {
  push: 'Push factors',
  pull: 'Pull factors',
  harm: 'Harm',
  protective: 'Protective factors',
} as const;

/** An episode on a child's record: what happened, what the clock says, and as far as it is given the form. */
export function presentEpisode(episode: ChildEpisode, shown: EpisodeShown) {
  const { taxonomy, addThirdParty, correctReturn, refer, oneAbsence, askProvider, readQuestions } = shown;
  const { facts, refs, providerName, clock, form, thirdParty, claim } = episode;
  const isToldOnce = episode.reports.length === 0;
  const state = clock === null ? null : stateWords(clock);
  const due = clock === null || clock.dueAt === null ? '' : `Interview due ${showInstant(clock.dueAt)}`;
  return {
    id: `episode-${facts.id}`,
    title: `${codeWords[facts.code]} from ${showMoment(facts.missingAt)}`,
    reference: showRefs(refs),
    state: state?.state ?? '',
    colour: state?.colour ?? 'grey',
    clock: [due, showTimeLeft(clock?.minutesLeft ?? null)].filter((part) => part !== '').join(', '),
    facts: [
      { label: 'Returned', value: showReturn(facts) },
      { label: 'Provider', value: providerName ?? 'Nobody has been asked' },
      { label: 'Reference', value: showRefs(refs) },
    ],
    form: form === null ? [] : formRows(form, taxonomy),
    hasThirdParty: thirdParty !== null && thirdParty.length > 0,
    thirdParty: (thirdParty ?? []).map(({ information, recordedAt, providerName: by }) => ({
      information,
      from: `${by ?? 'The council'}, ${showInstant(recordedAt)}`,
    })),
    addThirdParty: addThirdParty === null ? '' : `/children/${addThirdParty}/third-party/${facts.id}`,
    // Of an absence that was told of more than once each report has its own return to correct, and its own provider to ask.
    correctReturn: isToldOnce ? addressOn(correctReturn, facts.id, 'return') : '',
    refer: refer === null || !isReferable(episode) ? '' : addressOfReferral(refer, facts.id),
    oneAbsence: addressOn(oneAbsence, facts.id, 'one-absence'),
    reports: episode.reports.map((report) => presentReport(report, shown)),
    apart: episode.apart.map(({ other, at, byName, reason }) => ({
      line: `Another absence than that of ${showMoment(other.missingAt)} to ${showReturn(other)}: said by ${byName}, ${showInstant(at)}`,
      reason,
    })),
    corrections: episode.corrections.map(presentCorrection),
    askProvider: isToldOnce && providerName !== null ? addressOn(askProvider, facts.id, 'question') : '',
    questions: episode.questions.map((thread) => ({
      ...presentThread(thread, readQuestions ?? ''),
      mayOpen: readQuestions !== null,
    })),
    claim: showClaim(claim),
  };
}

/** Nobody was asked, and the child is away or came back: whoever refers it is told the rest. */
function isReferable({ facts }: ChildEpisode): boolean {
  return facts.providerId === null && (facts.end === null || facts.returnedAt !== null) && facts.end !== 'cancelled';
}

/** One report of an absence that was told of more than once. */
function presentReport(
  { facts, refs, providerName }: ChildEpisode['reports'][number],
  { correctReturn, askProvider }: Pick<EpisodeShown, 'correctReturn' | 'askProvider'>,
) {
  return {
    line: `${showMoment(facts.missingAt)} to ${showReturn(facts)}`,
    from: `${providerName ?? 'The council'}, reference ${showRefs(refs)}`,
    correctReturn: addressOn(correctReturn, facts.id, 'return'),
    askProvider: providerName === null ? '' : addressOn(askProvider, facts.id, 'question'),
  };
}

function presentCorrection({ before, after, reason, by, at }: ChildEpisode['corrections'][number]) {
  const [was, is] = [showMomentOr(before, 'not yet returned'), showMomentOr(after, 'not yet returned')];
  return { line: `Return corrected by ${by}, ${showInstant(at)}: ${was}, now ${is}`, reason };
}

/** Two sources may tell of one absence: by their references the two are told apart. */
function showRefs(refs: readonly string[]): string {
  return refs.length === 0 ? 'none' : refs.join(', ');
}

function showClaim(claim: ChildEpisode['claim']): string {
  if (claim === null || (claim.feePence === null && claim.miles === null)) return '';
  const fee = claim.feePence === null ? 'no fee' : `£${(claim.feePence / 100).toFixed(2)}`;
  return `Claimed: ${fee}, ${claim.miles ?? 0} miles`;
}

/** A page of an episode; empty for whoever is given no child to go to. */
function addressOn(childId: string | null, episodeId: string, page: 'return' | 'question' | 'one-absence'): string {
  return childId === null ? '' : `/children/${childId}/episodes/${episodeId}/${page}`;
}

function formRows(form: EpisodeForm, taxonomy: FactorTaxonomy): readonly LabelledValue[] {
  const { requirement, offers, interviews, text } = form;
  const rows: readonly (LabelledValue | null)[] = [
    { label: 'Offers and attempts', value: offers.length === 0 ? 'none recorded' : offers.map(showOffer).join('. ') },
    ...interviews.flatMap((interview): readonly LabelledValue[] => [
      {
        label: 'Interview held',
        value: [showMoment(interview.beganAt), showMode(interview)].filter((part) => part !== '').join(', '),
      },
      { label: 'Held by', value: showInterviewer(interview, form) },
      { label: 'Independent', value: showIndependence(interview, form) },
      ...factorSections.map((name) => ({
        label: sectionWords[name],
        value: showSection(interview.sections[name], taxonomy),
      })),
      { label: 'Vulnerabilities', value: showVulnerabilities(interview, taxonomy) },
      { label: 'Risk now', value: interview.riskNow ?? NOT_RECORDED },
    ]),
    requirement.notCompletedReason && {
      label: 'Why none was held',
      value: notCompletedLabels[requirement.notCompletedReason],
    },
    labelled('Child’s own words', text.childVoice),
    labelled('Themes', text.themes),
    labelled('Told by the carer', text.carerInformation),
    { label: 'Form returned', value: showMomentOr(requirement.formReturnedAt, 'not yet') },
    { label: 'Plan informed', value: showMomentOr(requirement.planInformedAt, 'not yet') },
    labelled('What changed in the plan', text.planChange),
  ];
  return rows.filter((row) => row !== null);
}

function labelled(label: string, value: string | null): LabelledValue | null {
  return value === null ? null : { label, value };
}
