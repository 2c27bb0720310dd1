import type { ClaimedChild } from '#domain/children';
import { showDay } from '#domain/time';

/** Who a child is said to be, in one line. */
export function claimWords({ givenName, familyName, dateOfBirth, councilChildId }: ClaimedChild): string {
  const name = [givenName, familyName].filter(Boolean).join(' ') || 'no name';
  const id = councilChildId === null ? 'no council child ID' : `council child ID ${councilChildId}`;
  return `${name}, born ${showDay(dateOfBirth)}, ${id}`;
}
