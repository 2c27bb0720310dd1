/** One line of a list to choose from. */
export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly isChosen: boolean;
}

/** Choices by their values and words, with the one that was chosen. */
export function choices(
  offered: readonly (readonly [value: string, text: string])[],
  chosen: string | undefined,
): readonly Choice[] {
  return offered.map(([value, text]) => ({ value, text, isChosen: value === chosen }));
}
