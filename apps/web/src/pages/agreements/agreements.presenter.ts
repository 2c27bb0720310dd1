import { isAgreementInForce } from '#domain/providers';
import type { SharingAgreement } from '#domain/providers';
import { Temporal, showDay } from '#domain/time';
import type { Day } from '#domain/time';
import type { ProviderName } from '#persistence';
import type { AuthorityChoice } from '../forms/authority-choice.js';
import { choices } from '../forms/choices.js';
import { dayField } from '../forms/day-field.js';
import { daysOf } from './agreement.form.js';
import type { TypedAgreement } from './agreement.form.js';

/** The providers of a council, each with what was signed with it and whether it has access today. */
export function presentAgreements(
  providers: readonly ProviderName[],
  agreements: readonly SharingAgreement[],
  choice: AuthorityChoice,
  today: Day,
) {
  return {
    choice,
    record: `/agreements/new?authority=${choice.authority}`,
    providers: providers.map(({ id, code, name }) => {
      const own = agreements.filter(({ providerId }) => providerId === id);
      const hasAccess = own.some((each) => isAgreementInForce(each, today));
      return {
        ...{ code, name, state: hasAccess ? 'Has access' : 'No access', colour: hasAccess ? 'green' : 'red' },
        agreements: own.map((each) => rowOf(each, choice.authority, today)),
      };
    }),
  };
}

function rowOf(agreement: SharingAgreement, authority: string, today: Day) {
  const { id, signedOn, validFrom, validTo } = agreement;
  const isOver = validTo !== null && Temporal.PlainDate.compare(validTo, today) <= 0;
  const inForce = isAgreementInForce(agreement, today);
  return {
    ...{ signed: showDay(signedOn), from: showDay(validFrom), to: validTo === null ? 'no end' : showDay(validTo) },
    state: isOver ? 'Over' : inForce ? 'In force' : 'Not yet',
    colour: isOver ? 'grey' : inForce ? 'green' : 'yellow',
    end: isOver ? null : `/agreements/${id}/end?authority=${authority}`,
  };
}

export function presentAgreementForm(providers: readonly ProviderName[], typed: TypedAgreement) {
  const hint = 'For example, 27 3 2027';
  return {
    providers: choices(
      providers.map(({ id, name }) => [id, name]),
      typed.providerId,
    ),
    signed: dayField('signed', { label: 'When was it signed?', hint }, daysOf.signed(typed)),
    from: dayField('from', { label: 'From which day does it hold?', hint }, daysOf.from(typed)),
    to: endField('When does it end? (optional)', typed),
  };
}

export function endField(label: string, typed: TypedAgreement) {
  const hint = 'The first day on which it no longer holds, for example 27 3 2027';
  return dayField('to', { label, hint }, daysOf.to(typed));
}
