import { columnLetters } from '#workbooks';
import { aWorkbook, anArchive, escapeXml, partsOf } from './a-workbook.js';

/** A fault in one cell of a workbook, and what should have stood there. */
interface PlantedFault {
  readonly column: string;
  readonly wrong: string;
  readonly right: string;
  /** What else stands in that row, so that the fault shows. */
  readonly beside?: Readonly<Record<string, string>>;
}

const lookedAfter = { care_status: 'looked_after', responsible_authority: 'Sutton', host_authority: 'Sutton' };
const offered = {
  offered_at: '07/10/2025 12:00',
  offered_to: 'child',
  offer_method: 'phone',
  offer_outcome: 'declined',
};
const held = {
  ...{ ...offered, offer_outcome: 'accepted', interview_at: '08/10/2025 12:00', interview_mode: 'in_person' },
  ...{ interviewer: 'Invented Person', independent: 'Y', push_factors: 'none_given', pull_factors: 'none_given' },
};

/** Twenty of the faults that spreadsheets come with, one in each row. */
export const plantedFaults: readonly PlantedFault[] = [
  { column: 'missing_at', wrong: '31/09/2025 20:00', right: '06/10/2025 20:00' },
  { column: 'missing_at', wrong: '10/13/2025 20:00', right: '06/10/2025 20:00' },
  { column: 'missing_at', wrong: '6/10/25 20:00', right: '06/10/2025 20:00' },
  { column: 'missing_at', wrong: '06/10/2030 20:00', right: '06/10/2025 20:00', beside: { returned_at: '' } },
  { column: 'missing_at', wrong: 'Monday evening', right: '06/10/2025' },
  { column: 'returned_at', wrong: '05/10/2025 08:00', right: '07/10/2025 08:00' },
  { column: 'returned_at', wrong: '07/10/2025 25:00', right: '07/10/2025 08:00' },
  { column: 'date_of_birth', wrong: '', right: '04/05/2011' },
  { column: 'date_of_birth', wrong: '31/02/2011', right: '28/02/2011' },
  { column: 'care_status', wrong: 'LAC', right: 'home' },
  { column: 'episode_type', wrong: 'absconded', right: 'M' },
  { column: 'missing_from', wrong: 'the park', right: 'other' },
  { column: 'police_risk', wrong: 'very high', right: 'high' },
  { column: 'responsible_authority', wrong: 'Atlantis', right: 'Sutton', beside: lookedAfter },
  { column: 'row_version', wrong: '1.5', right: '1' },
  { column: 'fee_claimed', wrong: 'as agreed', right: '120.00', beside: held },
  { column: 'mileage', wrong: 'there and back', right: '12', beside: held },
  { column: 'offer_outcome', wrong: 'agreed', right: 'declined', beside: offered },
  { column: 'interview_mode', wrong: 'in the car', right: 'in_person', beside: held },
  { column: 'provider_ref', wrong: 'W01', right: 'W20' },
];

const columns = [
  ...['provider_ref', 'row_version', 'child_id', 'given_name', 'family_name', 'date_of_birth', 'care_status'],
  ...['responsible_authority', 'host_authority', 'episode_type', 'police_risk', 'missing_from', 'missing_at'],
  ...['returned_at', 'offered_at', 'offer_method', 'offered_to', 'offer_outcome', 'interview_at', 'interview_mode'],
  ...['interviewer', 'independent', 'push_factors', 'pull_factors', 'fee_claimed', 'mileage', 'Our own notes'],
];

/** A workbook with one of the planted faults in each row, from row 2 on. Its people are invented. */
export function aFaultyWorkbook(): Buffer {
  const rows = plantedFaults.map(({ column, wrong, beside = {} }, index) => {
    const number = String(index + 1).padStart(2, '0');
    const cells: Readonly<Record<string, string>> = {
      ...{
        provider_ref: `W${number}`,
        child_id: `WALK-${number}`,
        given_name: 'Testo',
        family_name: `Sample-${number}`,
      },
      ...{ date_of_birth: '04/05/2011', care_status: 'home', episode_type: 'M', missing_at: '06/10/2025 20:00' },
      ...{ returned_at: '07/10/2025 08:00', 'Our own notes': 'kept', ...beside, [column]: wrong },
    };
    return columns.map((name) => cells[name] ?? '');
  });
  const sheet = [columns, ...rows].map((cells, index) => rowOf(index + 1, cells)).join('');
  return aWorkbook({ sheets: { Returns: sheet } });
}

function rowOf(number: number, cells: readonly string[]): string {
  const inner = cells.map((text, column) => cellOf(`${columnLetters(column)}${number}`, text));
  return `<row r="${number}">${inner.join('')}</row>`;
}

function cellOf(place: string, text: string): string {
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

/** The workbook with other texts in some of its cells, by their places, as somebody who corrects it would leave it. */
export function withCells(workbook: Uint8Array, cells: ReadonlyMap<string, string>): Buffer {
  const parts = [...partsOf(workbook)].map(([name, content]) => {
    if (name !== 'xl/worksheets/sheet1.xml') return { name, content };
    let text = content.toString();
    for (const [place, value] of cells)
      text = text.replace(new RegExp(`<c r="${place}"[^>]*?(/>|>.*?</c>)`, 's'), cellOf(place, value));
    return { name, content: text };
  });
  return anArchive(parts);
}
