/** Gender as reports count it. SSDA903 has two codes; Annex A also has neither, and not recorded, which is null here. */
export const genders = ['female', 'male', 'neither'] as const;
export type Gender = (typeof genders)[number];

const genderOfWord: ReadonlyMap<string, Gender> = new Map(
  Object.entries({
    '1': 'male',
    m: 'male',
    male: 'male',
    boy: 'male',
    man: 'male',
    '2': 'female',
    f: 'female',
    female: 'female',
    girl: 'female',
    woman: 'female',
  } as const),
);

/** The gender that a recorded word counts as. The word itself stays with the identity: it may say anything. */
export function genderOf(word: string | null): Gender | null {
  return word === null ? null : (genderOfWord.get(word.trim().toLowerCase()) ?? 'neither');
}
