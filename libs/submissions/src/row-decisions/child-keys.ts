import { nameKey } from '#domain/children';
import type { ChildIdentity, ChildName } from '#domain/children';

/** Under what a known child is found: its council ID, its description, and its description as one that has no such ID. */
export function keysOf(child: ChildIdentity, name: ChildName): readonly string[] {
  const description = `${child.dateOfBirth.toString()}|${nameKey(name)}`;
  if (child.councilChildId !== null) return [`id|${child.councilChildId}`, `described|${description}`];
  return [`described|${description}`, `without id|${description}`];
}

/** Under what a row's child is looked for: whoever gives a council ID can only mean that child, or one that has none yet. */
export function searchKeysOf(claimed: ChildIdentity): readonly string[] {
  const description = `${claimed.dateOfBirth.toString()}|${nameKey(claimed)}`;
  if (claimed.councilChildId === null) return [`described|${description}`];
  return [`id|${claimed.councilChildId}`, `without id|${description}`];
}
