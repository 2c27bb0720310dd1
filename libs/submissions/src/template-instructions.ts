/** What the first sheet of a template says, line by line. */
export function instructions(about: {
  readonly providerCode: string;
  readonly authorityName: string;
  readonly period: string;
  readonly version: number;
  readonly mostRows: number;
}): readonly string[] {
  return [
    `From ${about.providerCode} to ${about.authorityName}. Template version ${about.version}.`,
    '',
    '1. Fill in the sheet "Returns": one row for each missing episode and its interview. At most ' +
      `${about.mostRows} rows.`,
    '2. Rows that are there already are your open referrals. Complete them, and add a row for each other episode.',
    '3. Columns that every row needs: provider_ref, date_of_birth, care_status, episode_type, missing_at; and child_id, or both names.',
    '4. Write dates with times as 01/10/2025 21:00. If the time is not known, write the date alone: never 00:00.',
    '5. Cells with an arrow have a list. Several factors in one cell are separated by ;',
    '6. A blank cell leaves what was sent before as it is. A single - clears it.',
    '7. Do not rename columns. Their order may change, and columns of your own may be added.',
    '8. Send the file in. If something is wrong you get it back with a last column "Homeward findings" that says what to do: correct the coloured cells and send the same file again.',
  ];
}
