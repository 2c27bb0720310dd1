import type { Finding } from '#domain/submissions';
import { showInstant } from '#domain/time';
import type { FoundRow, SentCell, SentReturnPage } from '#submissions';
import { addressOf } from './send-once.js';
import { countsInWords, monthOf, stateWords } from './sent-returns.presenter.js';

interface Shown {
  readonly authority: string;
  readonly council: string;
  /** Whether the reader may send it again, mended. */
  readonly isSender: boolean;
  readonly isFirst: boolean;
}

/** What became of one return: first the file as a whole, then figures that add up, then rows with each finding beside its cell. */
export function presentSentReturn(page: SentReturnPage, { authority, council, isSender, isFirst }: Shown) {
  const { sent, done, fileFindings, rows, foundRows, next, sheet } = page;
  const address = addressOf(sent.id, authority);
  const isDone = sent.state === 'applied';
  return {
    ...{ council, isDone, isFirst },
    list: `/provider-returns?authority=${authority}`,
    again: address,
    title: sent.period === null ? 'A return without a month' : `Return for ${monthOf(sent)}`,
    status: stateWords(sent),
    facts: factsOf(page),
    progress: { done, rows: sent.rows },
    isNil: isDone && sent.rows === 0,
    counts: (['new', 'changed', 'same', 'held', 'refused'] as const).map((label) => ({
      label,
      count: sent.counts[label],
    })),
    received: sent.rows === 1 ? '1 row was received' : `${sent.rows} rows were received`,
    sum: countsInWords(sent),
    fileFindings: fileFindings.map(inWords),
    isHeldWhole: fileFindings.some(({ severity }) => severity === 'error'),
    rows: rows.map((row) => presentRow(row, { sheet, mend: mendAddress(row, page, isSender, authority) })),
    found: foundRows === 1 ? '1 row' : `${foundRows} rows`,
    next: next === null ? '' : `${address}&after=${next.rank}-${next.row}`,
    isToMend: isSender && isDone && sent.openRows > 0,
    marked:
      isSender && isDone && page.hasFile && sent.format !== 'json' && fileFindings.length + foundRows > 0
        ? `/provider-returns/${sent.id}/marked?authority=${authority}`
        : '',
    send: `/provider-returns/send?authority=${authority}${sent.period === null ? '' : `&month=${sent.period}`}`,
  };
}

function factsOf({ sent }: SentReturnPage) {
  const formats = { csv: 'A CSV file', xlsx: 'A workbook', json: 'JSON, or the form' } as const;
  return [
    { label: 'Provider', value: sent.providerName },
    { label: 'Sent', value: showInstant(sent.receivedAt) },
    { label: 'By', value: sent.sentBy },
    { label: 'As', value: formats[sent.format] },
  ];
}

function mendAddress(
  { row, outcome, isWithheld, isWithdrawn }: FoundRow,
  { sent }: SentReturnPage,
  isSender: boolean,
  authority: string,
) {
  if (!isSender || isWithheld || isWithdrawn || outcome !== 'held') return '';
  return `/provider-returns/new?authority=${authority}&submission=${sent.id}&row=${row}`;
}

const outcomeWords: Readonly<Record<string, { readonly state: string; readonly colour: string }>> = {
  held: { state: 'Held', colour: 'red' },
  refused: { state: 'Refused', colour: 'red' },
  new: { state: 'New', colour: 'green' },
  changed: { state: 'Changed', colour: 'green' },
  same: { state: 'Same', colour: 'grey' },
};

/** In place of its outcome, which stays: the row is held, and asks for nothing. */
const withdrawn = { state: 'Withdrawn', colour: 'grey' };

function presentRow(found: FoundRow, { sheet, mend }: { readonly sheet: string | null; readonly mend: string }) {
  const { row, ref, outcome, isWithheld, isWithdrawn, findings, cells } = found;
  const faulty = cells.filter((cell) => cell.findings.length > 0);
  const sound = cells.filter((cell) => cell.findings.length === 0);
  return {
    ...{ id: `row-${row}`, mend, isWithheld },
    title: `${sheet === null ? 'Row' : `${sheet}, row`} ${row}${ref === null ? '' : `: ${ref}`}`,
    tag: isWithdrawn ? withdrawn : (outcomeWords[outcome] ?? { state: outcome, colour: 'grey' }),
    findings: findings.map(inWords),
    cells: faulty.map((cell) => ({ ...presentCell(cell), findings: cell.findings.map(inWords) })),
    others: sound.map(presentCell),
  };
}

function presentCell({ column, place, value }: SentCell) {
  return { column, place: place ?? '', value: value === '' ? '(blank)' : value };
}

const severityWords = {
  error: { state: 'Error', colour: 'red' },
  warning: { state: 'Warning', colour: 'yellow' },
  info: { state: 'Note', colour: 'blue' },
} as const;

function inWords({ severity, code, message, column }: Finding) {
  return { ...severityWords[severity], code, message, column: column ?? '', href: `/findings#${code}` };
}
