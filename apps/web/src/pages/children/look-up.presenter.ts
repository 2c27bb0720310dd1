import type { FoundChildren } from '#casework';
import { showDay } from '#domain/time';
import { dayField } from '../forms/day-field.js';

/** What was typed, to stand in the form again. */
interface LookUpTyped {
  readonly councilChildId: string;
  readonly familyName: string;
  readonly birthDay: string;
  readonly birthMonth: string;
  readonly birthYear: string;
}

export const noLookUp: LookUpTyped = {
  councilChildId: '',
  familyName: '',
  birthDay: '',
  birthMonth: '',
  birthYear: '',
};

export function presentLookUp({ councilChildId, familyName, birthDay, birthMonth, birthYear }: LookUpTyped) {
  const birth = { day: birthDay, month: birthMonth, year: birthYear };
  return {
    ...{ councilChildId, familyName },
    birth: dayField('birth', { label: 'Date of birth', hint: 'For example, 14 3 2010' }, birth),
  };
}

/** Who was found. Of those whom the person may not see nothing is told, not even that there are any. */
export function presentFound({ children, isMore }: FoundChildren) {
  const count = children.length === 1 ? '1 child found' : `${children.length} children found`;
  return {
    title: children.length === 0 ? 'No child found' : count,
    isMore,
    children: children.map((child) => ({
      href: `/children/${child.childId}`,
      name: [child.givenName, child.familyName].filter(Boolean).join(' ') || 'No name recorded',
      known: [child.councilChildId, `born ${showDay(child.dateOfBirth)}`].filter(Boolean).join(', '),
      isRestricted: child.isRestricted,
    })),
  };
}
