/** One row of a provider return, valid by default: a boy at home, missing one evening and back the next morning. */
export function aReturnRow(cells: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return {
    provider_ref: 'T001',
    child_id: 'C1001',
    given_name: 'Testo',
    family_name: 'Willow-Sample',
    date_of_birth: '2011-05-04',
    care_status: 'home',
    episode_type: 'M',
    missing_at: '2025-10-06T18:00:00Z',
    returned_at: '2025-10-07T06:00:00Z',
    ...cells,
  };
}

/** A provider return in JSON, as bytes. */
export function aProviderReturn(...rows: Readonly<Record<string, string>>[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ format: 1, period: '2025-10', rows }));
}
