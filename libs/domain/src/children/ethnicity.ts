/** Ethnicity groups of published reports; codes are those of the SSDA903 list ETHNIC. */
export const ethnicityGroups = ['White', 'Mixed', 'Asian', 'Black', 'Other', 'Unknown'] as const;
export type EthnicityGroup = (typeof ethnicityGroups)[number];

const groupOfCode: ReadonlyMap<string, EthnicityGroup> = new Map(
  Object.entries({
    WBRI: 'White',
    WIRI: 'White',
    WOTH: 'White',
    WIRT: 'White',
    WROM: 'White',
    MWBC: 'Mixed',
    MWBA: 'Mixed',
    MWAS: 'Mixed',
    MOTH: 'Mixed',
    AIND: 'Asian',
    APKN: 'Asian',
    ABAN: 'Asian',
    AOTH: 'Asian',
    CHNE: 'Asian',
    BCRB: 'Black',
    BAFR: 'Black',
    BOTH: 'Black',
    OOTH: 'Other',
  } as const),
);

/** The group of a recorded code; refused, not obtained and blank are `Unknown` and stay in every total. */
export function ethnicityGroup(code: string | null): EthnicityGroup {
  return (code === null ? undefined : groupOfCode.get(code)) ?? 'Unknown';
}
