import type { ReferralForm as OpenedReferral } from '#casework';
import { showMoment } from '#domain/time';
import type { Moment } from '#domain/time';
import { codeWords, showReturn } from '../children/episode-words.js';
import { presentHeading } from '../children/heading.presenter.js';
import { momentBlock, selectBlock } from '../forms/block.js';
import { choices } from '../forms/choices.js';
import { referralFaults } from './referral-faults.js';
import { referralFields, typedReferral } from './referral.form.js';
import type { ReferralForm } from './referral.form.js';

/** The form that asks who holds the interview. */
export function presentReferral(shown: OpenedReferral, form: Partial<ReferralForm>) {
  const words = {
    label: 'Who is asked to hold the return home interview?',
    hint: 'Those whose contract covers the child and whose sharing agreement is in force today',
  };
  const offered = shown.choices.map(
    ({ providerId, name, kind }) => [providerId, kind === 'spot' ? `${name} (spot purchase)` : name] as const,
  );
  const when = {
    label: 'When, if not now?',
    hint: 'Only if the provider was asked at another time. For example, 28 3 2025, 7:15',
  };
  return {
    ...{ heading: presentHeading(shown), facts: factsOf(shown), hasChoices: offered.length > 0 },
    asked: [selectBlock('provider', words, { chosen: form.provider, none: 'Choose', offered })],
    when: choices(
      [
        ['now', 'Now'],
        ['other', 'At another time'],
      ],
      form.when,
    ),
    moment: [momentBlock('referred', when, typedReferral(form))],
  };
}

/** What was answered, once more before it counts. */
export function presentCheck(shown: OpenedReferral, form: ReferralForm, referredAt: Moment) {
  const provider = shown.choices.find(({ providerId }) => providerId === form.provider);
  const carried = referralFields.map((name) => ({ name, value: form[name] ?? '' }));
  return {
    ...{ heading: presentHeading(shown), carried: carried.filter(({ value }) => value !== '') },
    facts: [
      ...factsOf(shown),
      { label: 'Asked to hold the interview', value: provider?.name ?? '' },
      { label: 'Referred', value: form.when === 'now' ? 'Now, when you press the button' : showMoment(referredAt) },
    ],
  };
}

/** To whom an episode is referred, or why it is to nobody. */
export function presentReferred(shown: OpenedReferral, isDone: boolean) {
  const { referral, refusal } = shown;
  const reference = referral?.reference ?? '';
  return {
    ...{ heading: presentHeading(shown), isDone, reference },
    sentence: referral ? sentenceOf(referral) : refusal === null ? '' : `${referralFaults[refusal].text}.`,
    facts: [...factsOf(shown), ...(reference === '' ? [] : [{ label: 'Reference', value: reference }])],
  };
}

function sentenceOf({ providerName, referredAt }: NonNullable<OpenedReferral['referral']>): string {
  return referredAt === null
    ? `This episode is with ${providerName} already, who told of it.`
    : `This episode is referred to ${providerName}, since ${showMoment(referredAt)}.`;
}

function factsOf({ episode }: OpenedReferral) {
  return [
    { label: codeWords[episode.code], value: `From ${showMoment(episode.missingAt)}` },
    { label: 'Returned', value: showReturn(episode) },
  ];
}
