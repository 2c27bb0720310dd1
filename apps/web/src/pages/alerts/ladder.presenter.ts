import type { LadderPage } from '#casework';
import type { Rung } from '#domain/alerts';
import { showDay } from '#domain/time';
import type { AuthorityChoice } from '../forms/authority-choice.js';
import { choices } from '../forms/choices.js';
import { dayField } from '../forms/day-field.js';
import type { TextField } from '../forms/text-field.js';
import { capital, showRoles, showRung } from './alert-words.js';
import type { CoverForm, LadderForm } from './alerts.forms.js';

type Typed = Partial<LadderForm & CoverForm>;

/** What is set of the ladder, with the forms to change it. */
export function presentLadder({ settings, people, covers }: LadderPage, choice: AuthorityChoice, typed: Typed) {
  const { authority } = choice;
  const { hours, headOfServiceId } = settings;
  const named = people.map(({ personId, name, roles, providerCode }) => {
    const where = providerCode === null ? '' : `, ${providerCode}`;
    return { personId, text: `${name} (${showRoles(roles)}${where})`, isCouncil: providerCode === null };
  });
  const everybody = [...new Map(named.map(({ personId, text }) => [personId, text]))];
  const council = named.filter(({ isCouncil }) => isCouncil).map(({ personId, text }) => [personId, text] as const);
  return {
    ...{
      choice,
      action: `/alerts/ladder?authority=${authority}`,
      covering: `/alerts/ladder/covers?authority=${authority}`,
    },
    hours: [
      hoursField(0, typed.hours0 ?? `${hours[0]}`),
      hoursField(1, typed.hours1 ?? `${hours[1]}`),
      hoursField(2, typed.hours2 ?? `${hours[2]}`),
      hoursField(3, typed.hours3 ?? `${hours[3]}`),
    ],
    heads: choices(council, typed.head ?? headOfServiceId ?? ''),
    lacksHead: headOfServiceId === null,
    covered: choices(everybody, typed.covered),
    coverers: choices(everybody, typed.covering),
    from: dayField('from', { label: 'First day', hint: 'For example, 3 11 2025' }, daysOf(typed).from),
    to: dayField('to', { label: 'Last day', hint: 'It is covered too' }, daysOf(typed).to),
    covers: covers.map(({ id, covered, covering, from, until }) => ({
      ...{ id, covered, covering, days: `${showDay(from)} to ${showDay(until.subtract({ days: 1 }))}` },
      end: `/alerts/ladder/covers/${id}/end?authority=${authority}`,
    })),
  };
}

function daysOf({ fromDay, fromMonth, fromYear, toDay, toMonth, toYear }: Typed) {
  return {
    from: { day: fromDay, month: fromMonth, year: fromYear },
    to: { day: toDay, month: toMonth, year: toYear },
  };
}

function hoursField(rung: Rung, value: string): TextField {
  return { id: `hours${rung}`, label: capital(showRung(rung)), hint: '', value, width: 3, inputmode: 'numeric' };
}
