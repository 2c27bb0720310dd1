import type { ChildEpisode, EpisodeForm } from '#casework';
import type { FactorTaxonomy } from '#domain/factors';
import { factorSections } from '#domain/factors';
import { notCompletedLabels } from '#domain/reports';
import { showInstant, showMoment } from '#domain/time';
import { addressOfReferral } from '../episodes/referral-address.js';
import { presentThread } from '../questions/thread.presenter.js';
import { stateWords } from '../worklist/state-words.js';
import { showTimeLeft } from '../worklist/time-words.js';
import { councilStepWords } from '../episodes/council-step-words.js';
import { causeWords, deadlineWords } from './deadline-words.js';
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
  /** The child, for whoever may put down what the council did; null for all others. */
  readonly recordStep: string | null;
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
  const { taxonomy, addThirdParty, correctReturn, recordStep, refer, oneAbsence, askProvider, readQuestions } = shown;
  const { facts, refs, providerName, clock, form, thirdParty, claim } = episode;
  const state = clock === null ? null : stateWords(clock);
  const due = clock === null || clock.dueAt === null ? '' : `Interview due ${showInstant(clock.dueAt)}`;
  return {
    id: `episode-${facts.id}`,
    title: `${codeWords[facts.code]} from ${showMoment(facts.missingAt)}`,
    // Two sources may tell of one absence: by their references the two are told apart.
    reference: refs.length === 0 ? 'none' : refs.join(', '),
    state: state?.state ?? '',
    colour: state?.colour ?? 'grey',
    clock: [due, showTimeLeft(clock?.minutesLeft ?? null)].filter((part) => part !== '').join(', '),
    facts: [
      { label: 'Returned', value: showReturn(facts) },
      { label: 'Provider', value: providerName ?? 'Nobody has been asked' },
      { label: 'Reference', value: refs.length === 0 ? 'none' : refs.join(', ') },
    ],
    form: form === null ? [] : formRows(form, taxonomy),
    hasThirdParty: thirdParty !== null && thirdParty.length > 0,
    thirdParty: (thirdParty ?? []).map(({ information, recordedAt, providerName: by }) => ({
      information,
      from: `${by ?? 'The council'}, ${showInstant(recordedAt)}`,
    })),
    addThirdParty: addThirdParty === null ? '' : `/children/${addThirdParty}/third-party/${facts.id}`,
    // Of an absence that was told of more than once each report has its own return to correct.
    correctReturn: correctReturn === null || episode.reports.length > 0 ? '' : addressOfReturn(correctReturn, facts.id),
    refer: refer === null || !isReferable(episode) ? '' : addressOfReferral(refer, facts.id),
    oneAbsence: oneAbsence === null ? '' : `/children/${oneAbsence}/episodes/${facts.id}/one-absence`,
    reports: episode.reports.map((report) => ({
      line: `${showMoment(report.facts.missingAt)} to ${showReturn(report.facts)}`,
      from: `${report.providerName ?? 'The council'}, reference ${report.refs.length === 0 ? 'none' : report.refs.join(', ')}`,
      correctReturn: correctReturn === null ? '' : addressOfReturn(correctReturn, report.facts.id),
    })),
    apart: episode.apart.map(({ other, at, byName, reason }) => ({
      line: `Another absence than that of ${showMoment(other.missingAt)} to ${showReturn(other)}: said by ${byName}, ${showInstant(at)}`,
      reason,
    })),
    corrections: episode.corrections.map(({ before, after, reason, by, at }) => ({
      line: `Return corrected by ${by}, ${showInstant(at)}: ${showMomentOr(before, 'not yet returned')}, now ${showMomentOr(after, 'not yet returned')}`,
      reason,
    })),
    steps: episode.steps.map(({ step, takenAt, by, recordedAt }) => ({
      line: `${councilStepWords[step]}: ${showMoment(takenAt)}`,
      from: `Recorded by ${by}, ${showInstant(recordedAt)}`,
    })),
    recordStep:
      recordStep === null || facts.end === 'cancelled' ? '' : `/children/${recordStep}/episodes/${facts.id}/steps`,
    moved: episode.moved.map((deadline) => ({
      ...{ what: deadlineWords(deadline.kind), was: showInstant(deadline.oldDueAt) },
      is: deadline.newDueAt === null ? 'none' : showInstant(deadline.newDueAt),
      by: `${deadline.byName ?? 'A provider’s return or the service'}, ${showInstant(deadline.at)}`,
      why:
        deadline.reason === null ? causeWords[deadline.because] : `${causeWords[deadline.because]}: ${deadline.reason}`,
    })),
    askProvider:
      askProvider === null || providerName === null ? '' : `/children/${askProvider}/episodes/${facts.id}/question`,
    questions: episode.questions.map((thread) => ({
      ...presentThread(thread, readQuestions ?? ''),
      mayOpen: readQuestions !== null,
    })),
    claim:
      claim === null || (claim.feePence === null && claim.miles === null)
        ? ''
        : `Claimed: ${claim.feePence === null ? 'no fee' : `£${(claim.feePence / 100).toFixed(2)}`}, ${claim.miles ?? 0} miles`,
  };
}

/** Nobody was asked, and the child is away or came back: whoever refers it is told the rest. */
function isReferable({ facts }: ChildEpisode): boolean {
  return facts.providerId === null && (facts.end === null || facts.returnedAt !== null) && facts.end !== 'cancelled';
}

function addressOfReturn(childId: string, episodeId: string): string {
  return `/children/${childId}/episodes/${episodeId}/return`;
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
