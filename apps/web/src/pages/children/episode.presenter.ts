import type { ChildEpisode, EpisodeForm } from '#casework';
import type { Action } from '#domain/access';
import type { FactorTaxonomy } from '#domain/factors';
import { factorSections } from '#domain/factors';
import { deadlineLabel } from '#domain/deadlines';
import { notCompletedLabels } from '#domain/reports';
import { showInstant, showMoment } from '#domain/time';
import { addressOfReferral } from '../episodes/referral-address.js';
import { presentThread } from '../questions/thread.presenter.js';
import { stateWords } from '../worklist/state-words.js';
import { showTimeLeft } from '../worklist/time-words.js';
import { councilStepWords } from '../episodes/council-step-words.js';
import { causeWords } from './deadline-words.js';
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

/** On whose record an episode is shown, and what whoever looks may do. */
interface EpisodeShown {
  readonly childId: string;
  readonly authority: string;
  readonly taxonomy: FactorTaxonomy;
  readonly may: (action: Action) => boolean;
  /** The record holds no other episode. */
  readonly isOnlyOne: boolean;
}

const sectionWords = {
  push: 'Push factors',
  pull: 'Pull factors',
  harm: 'Harm',
  protective: 'Protective factors',
} as const;

/** An episode on a child's record: what happened, what the clock says, and as far as it is given the form. */
export function presentEpisode(episode: ChildEpisode, shown: EpisodeShown) {
  const { authority, taxonomy, may } = shown;
  const { facts, refs, providerName, clock, form, thirdParty, claim } = episode;
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
    ...addressesOf(episode, shown),
    reports: episode.reports.map((report) => presentReport(report, shown)),
    ...historyOf(episode),
    questions: episode.questions.map((thread) => ({
      ...presentThread(thread, authority),
      mayOpen: may('question.read'),
    })),
    claim: showClaim(claim),
  };
}

/** Where whoever looks may go on from an episode; blank where they may not, or there is nothing to be done. */
function addressesOf(episode: ChildEpisode, { childId, may, isOnlyOne }: EpisodeShown) {
  const { facts, reports, providerName } = episode;
  const address = `/children/${childId}/episodes/${facts.id}`;
  const isToldOnce = reports.length === 0;
  return {
    addThirdParty: may('child.third_party.add') ? `/children/${childId}/third-party/${facts.id}` : '',
    // Of an absence that was told of more than once each report has its own return to correct, and its own provider to ask.
    correctReturn: may('episode.correct') && isToldOnce ? `${address}/return` : '',
    recordStep: may('episode.step.record') && facts.end !== 'cancelled' ? `${address}/steps` : '',
    refer: may('episode.record') && isReferable(episode) ? addressOfReferral(childId, facts.id) : '',
    // An episode that is alone on the record has none beside it that could be the same absence.
    oneAbsence: may('episode.merge') && !(isOnlyOne && isToldOnce) ? `${address}/one-absence` : '',
    askProvider: may('question.ask') && isToldOnce && providerName !== null ? `${address}/question` : '',
  };
}

/** One report of an absence that was told of more than once. */
function presentReport(
  { facts, refs, providerName }: ChildEpisode['reports'][number],
  { childId, may }: Pick<EpisodeShown, 'childId' | 'may'>,
) {
  const address = `/children/${childId}/episodes/${facts.id}`;
  return {
    line: `${showMoment(facts.missingAt)} to ${showReturn(facts)}`,
    from: `${providerName ?? 'The council'}, reference ${showRefs(refs)}`,
    correctReturn: may('episode.correct') ? `${address}/return` : '',
    askProvider: may('question.ask') && providerName !== null ? `${address}/question` : '',
  };
}

/** What people of the council said of an episode and did about it, how its return was put right, and what that moved. */
function historyOf({ apart, corrections, steps, moved }: ChildEpisode) {
  return {
    apart: apart.map(({ other, at, byName, reason }) => ({
      line: `Another absence than that of ${showMoment(other.missingAt)} to ${showReturn(other)}: said by ${byName}, ${showInstant(at)}`,
      reason,
    })),
    corrections: corrections.map(({ before, after, reason, by, at }) => ({
      line: `Return corrected by ${by}, ${showInstant(at)}: ${showMomentOr(before, 'not yet returned')}, now ${showMomentOr(after, 'not yet returned')}`,
      reason,
    })),
    steps: steps.map(({ step, takenAt, by, recordedAt }) => ({
      line: `${councilStepWords[step]}: ${showMoment(takenAt)}`,
      from: `Recorded by ${by}, ${showInstant(recordedAt)}`,
    })),
    moved: moved.map(({ kind, oldDueAt, newDueAt, byName, at, because, reason }) => ({
      ...{ what: deadlineLabel(kind), was: showInstant(oldDueAt) },
      is: newDueAt === null ? 'none' : showInstant(newDueAt),
      by: `${byName ?? 'A provider’s return or the service'}, ${showInstant(at)}`,
      why: reason === null ? causeWords[because] : `${causeWords[because]}: ${reason}`,
    })),
  };
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

/** Nobody was asked, and the child is away or came back: whoever refers it is told the rest. */
function isReferable({ facts }: ChildEpisode): boolean {
  return facts.providerId === null && (facts.end === null || facts.returnedAt !== null) && facts.end !== 'cancelled';
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
