import { checkKinds } from './check-words.js';
import type { CheckExample, CheckKind, CheckWords } from './check-words.js';
import { shorten } from './finding.js';
import type { Severity } from './finding.js';

const kindTitles: Readonly<Record<CheckKind, string>> = {
  file: 'The file',
  cell: 'A cell',
  row: 'A row',
  record: 'The row against the record',
};

/** A check as a person reads it on the page of codes. */
export interface DescribedCheck {
  readonly code: string;
  readonly severity: Severity;
  readonly columns: readonly string[];
  readonly title: string;
  readonly explain: string;
  /** An example in words, cell by cell; none where only a fault of the service raises it. */
  readonly example: readonly { readonly column: string; readonly cell: string }[];
  readonly exampleNote: string | null;
  readonly isConfirmable: boolean;
  readonly isForCouncil: boolean;
}

export interface DescribedKind {
  readonly kind: CheckKind;
  readonly title: string;
  readonly checks: readonly DescribedCheck[];
}

/** Every check in words, by what it is made over, in the order of the codes. */
export function describeChecks(checks: readonly CheckWords[]): readonly DescribedKind[] {
  return checkKinds.map((kind) => ({
    kind,
    title: kindTitles[kind],
    checks: checks.filter((check) => check.kind === kind).map(described),
  }));
}

function described(check: CheckWords): DescribedCheck {
  const { code, severity, columns, title, explain, example, isConfirmable, isForCouncil = false } = check;
  return {
    code,
    severity,
    columns,
    title,
    explain,
    example: example === null ? [] : cellsOf(example),
    exampleNote: example === null ? null : noteOn(example),
    isConfirmable,
    isForCouncil,
  };
}

function cellsOf({ cells }: CheckExample): DescribedCheck['example'] {
  return Object.entries(cells).map(([column, cell]) => ({
    column: column.trim(),
    cell: visible(shorten(cell)) || '(blank)',
  }));
}

/** Characters that cannot be seen, by their number. */
function visible(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}]/gu,
    (character) => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
}

function noteOn({ without = [], after = [], cells }: CheckExample): string | null {
  if (without.length > 0) return `without the column ${without.join(', ')}`;
  if (after.length > 0) {
    return after.some(({ by }) => by === 'another')
      ? 'after what another provider told of the child'
      : 'after another row of the same file';
  }
  return Object.keys(cells).length > 0 ? null : 'the row as it is';
}

/** The page of codes as it stands in the documents: the same list that the service shows. */
export function renderFindingsDocument(checks: readonly CheckWords[]): string {
  const sections = describeChecks(checks).map(
    ({ title, checks: ofKind }) =>
      `## ${title}\n\n| code | severity | what is wrong | what to do | example |\n| --- | --- | --- | --- | --- |\n${ofKind.map(line).join('\n')}\n`,
  );
  return `${introduction}\n${sections.join('\n')}\n${conclusion}`;
}

function line(check: DescribedCheck): string {
  const cells = check.example.map(({ column, cell }) => `\`${column}\` = \`${cell}\``).join('; ');
  const example = [cells, check.exampleNote ?? ''].filter((part) => part !== '').join(', ');
  const severity = [
    check.severity,
    ...(check.isConfirmable ? ['may be confirmed'] : []),
    ...(check.isForCouncil ? ['for the council'] : []),
  ].join('; ');
  return `| ${[check.code, severity, check.title, check.explain, example].join(' | ')} |`;
}

const introduction = `# Findings of provider returns

<!-- Written by scripts/write-findings.mjs from the checks themselves; a test fails where the two differ. -->

What is wrong with a return, or odd about it, is a finding: \`code\`, \`severity\`, \`row\`, \`ref\`, \`column\`, \`message\`, and \`value\`, which is what stands in the cell, shortened to forty characters. Codes are never reused. The service shows the same list at \`/findings\`.

- **error**: the row is held. It is kept and visible and changes no record until it is sent again, corrected. The other rows go in.
- **warning**: the row goes in. Somebody should look. One that *may be confirmed* can be right as it stands, and the sender can say so with a reason.
- **info**: the row goes in. Nothing needs to be done.
- **for the council**: the finding rests on what others told. The council reads it; the sender learns at most that the row is held for the council.

A check that speaks of a blank cell stays silent where that cell was filled and could not be read: one fault, one finding. Where a time of day is not known, an order of times is doubted only if it is wrong whatever the time was.

Rows are counted as a spreadsheet counts them: the header is row 1, unless it stands below a title, which is looked for in the first 20 rows. In JSON the first object is row 2. A finding without a row is about the file; an error about the file as a whole holds every row.

To put a row right, correct it and send it again with the same \`provider_ref\`. Rows that were fine may be sent again too: they are receipted \`same\`. A blank cell never clears a value; a single \`-\` does.

## How dates are read

A date is taken where it can mean one day only, and is otherwise a finding; nothing is guessed.

| written | taken as |
| --- | --- |
| \`10/03/2025\`, \`10/03/2025 20:15\` | 10 March: the format says that the day comes first. Where several dates of a file have the month first, every date of the file that could be read either way is PR-305 |
| \`2025-03-10\`, \`2025/03/10 20:15\`, \`2025-03-10T20:15\` | 10 March, in London time |
| \`2025-03-10T20:15:00+00:00\` | that instant |
| \`10 March 2025\`, \`10-Mar-2025 20:15\`, \`March 10, 2025\` | 10 March |
| \`13-10-2025\`, \`13.10.2025\` | 13 October, because there is no other reading; \`10-03-2025\` is PR-029 |
| \`10/13/2025\` | PR-026 |
| \`10/03/25\` | PR-025 |
| \`45931\`, \`45931.875\` | PR-027: a bare number does not say from which year it counts. A true date of a workbook comes with its way of counting and is read |
| \`10/03/2025 7pm\`, \`24:00\`, \`0730\` | PR-028 |
| a day without a time | the time is not known, and is kept so |
`;

const conclusion = `## The file given back

A provider can have its own file again with a last column \`Homeward findings\`: beside each row what was found, and in its header what concerns the file. In a workbook faulty cells are coloured by a conditional format, so that their own formats stay; everything else is kept byte for byte. CSV keeps its order and its delimiter and comes as UTF-8. Sent in again, that column is passed over, and colours of cells that were mended are gone from the next one.

A text that a spreadsheet would evaluate (after blanks one of \`= + - @\`, a tab or a carriage return) is sent out with an apostrophe before it. On the way in that apostrophe is taken off. A lone \`-\` stays as it is.

## What a workbook's cells become

The same texts as in CSV. Dates are \`dd/mm/yyyy\`, with \` hh:mm\` where the format shows a time or the cell holds one, in the 1900 system (with its 29 February 1900, which is a day that does not exist) and in that of 1904. A date typed into a cell that shows hours is midnight, not a time that is unknown: write a text, or choose a format without hours. Numbers come without exponent, with the leading noughts and decimals that their format shows. TRUE and FALSE are Y and N. Hidden rows and columns are read.

## A file that is refused whole

These are not findings. The file is not taken, nothing is changed, and the command line ends with 1. The sentence says what to do.

- The file has zero bytes, or cannot be read as a workbook, as CSV or as JSON.
- It is larger than 20 MB, or has more than 20,000 rows or 500 columns; a CSV row of more than 1 MB; JSON nested more than 8 deep, a name twice in one object, or a number that would be rounded.
- A workbook has no sheet \`Returns\`, and none or several with the column \`provider_ref\`. The sentence names the sheets.
- A workbook has a password or macros, is in an older or another form (.xls, .xlsb, .ods), takes values from other files, or holds another archive or file.
- A workbook is damaged, or packed as none is that a spreadsheet program wrote: cut off, parts that overlap or disagree with their directory, more than 256 MB unpacked, a part packed more than 200 times, XML with a document type.
- It has no rows and no period. With a period it is a nil return and is taken.
- Authority or period in the file disagree with those it was sent with.
- The authority or the provider is not known here, or the provider has no contract with the authority at all.

Each check is one file in \`libs/domain/src/submissions/rules\`. How to add one: [CONTRIBUTING](../CONTRIBUTING.md#add-a-check-of-provider-returns).
`;
