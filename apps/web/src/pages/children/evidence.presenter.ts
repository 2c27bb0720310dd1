import type { ChildEpisode, ChildEvidence } from '#casework';
import { isValidOffer } from '#domain/interviews';
import { notCompletedLabels } from '#domain/reports';
import { showInstant, showMoment } from '#domain/time';
import { stateWords } from '../worklist/state-words.js';
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
} from './episode-words.js';
import { presentHeading } from './heading.presenter.js';

/** Eight episodes fit on two sides; a longer text is cut here, says so, and stands whole on the record. */
const TEXT_MOST = 160;
const OFFERS_MOST = 2;

/** The evidence page: of each episode, whether and when an interview was offered and held, by whom, and what it changed. */
export function presentEvidence(evidence: ChildEvidence, council: string, madeBy: string) {
  const { episodes } = evidence;
  return {
    council,
    heading: presentHeading(evidence),
    madeBy: `Made by ${madeBy} on ${showInstant(evidence.at)}`,
    count: episodes.length === 1 ? '1 episode' : `${episodes.length} episodes`,
    episodes: episodes.map(presentEpisode),
  };
}

function presentEpisode(episode: ChildEpisode, index: number) {
  const { facts, clock, form } = episode;
  return {
    title: `${index + 1}. ${codeWords[facts.code]} from ${showMoment(facts.missingAt)}`,
    state: clock === null ? showReturn(facts) : stateWords(clock).state,
    facts: [
      { label: 'Returned', value: showReturn(facts) },
      { label: 'Interview due', value: clock?.dueAt ? showInstant(clock.dueAt) : 'no clock runs' },
      ...(form === null ? [] : offerRows(episode, form)),
      ...(form === null ? [] : interviewRows(form)),
      { label: 'Form returned', value: showMomentOr(form?.requirement.formReturnedAt ?? null, 'no') },
      { label: 'Plan informed', value: showMomentOr(form?.requirement.planInformedAt ?? null, 'no') },
      { label: 'Changed in the plan', value: planChange(form) },
    ],
  };
}

type Form = NonNullable<ChildEpisode['form']>;

const offerTimingWords = {
  in_time: 'in time',
  late: 'late',
  cannot_tell: 'in time or late: cannot tell',
  none: 'no offer to the child',
} as const;

/** An offer that counts stands before attempts, which show only that somebody tried. */
function offerRows({ clock, providerName }: ChildEpisode, { offers }: Form): readonly LabelledValue[] {
  const counting = [...offers.filter(isValidOffer), ...offers.filter((offer) => !isValidOffer(offer))];
  const shown = counting.slice(0, OFFERS_MOST).map(showOffer);
  const more = offers.length - shown.length;
  const lines = shown.length === 0 ? 'none recorded' : shown.join('. ');
  return [
    { label: 'Offered', value: more > 0 ? `${lines}. ${more} more on the record` : lines },
    { label: 'Offered by', value: providerName ?? NOT_RECORDED },
    { label: 'First offer', value: clock?.offer ? offerTimingWords[clock.offer] : 'no clock runs' },
  ];
}

function interviewRows(form: Form): readonly LabelledValue[] {
  const [interview] = form.interviews;
  const reason = form.requirement.notCompletedReason;
  if (!interview) {
    return [{ label: 'Interview', value: reason === null ? 'not held' : `not held: ${notCompletedLabels[reason]}` }];
  }
  const held = [showMoment(interview.beganAt), showMode(interview)].filter((part) => part !== '').join(', ');
  return [
    { label: 'Interview held', value: held },
    { label: 'Held by', value: showInterviewer(interview, form) },
    { label: 'Independent', value: shortened(showIndependence(interview, form)) },
  ];
}

function planChange(form: Form | null): string {
  if (form?.text.planChange) return shortened(form.text.planChange);
  return form?.requirement.hasPlanChange ? 'yes, not described' : 'nothing recorded';
}

function shortened(text: string): string {
  return text.length <= TEXT_MOST ? text : `${text.slice(0, TEXT_MOST).trimEnd()}… (shortened; whole on the record)`;
}
