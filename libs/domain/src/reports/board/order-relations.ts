import { isWithin } from '../../disclosure/index.js';
import type { Relation } from '../../disclosure/index.js';
import type { MaceReportBody } from '../report-document.js';

/** What the order of rows tells: those that do not stand in the order of their codes stand by size, the largest first. */
export function orderRelations({ factors }: MaceReportBody): readonly Relation[] {
  const tables = [
    ...(['push', 'pull', 'harm'] as const).map((key) => ({
      key,
      codes: codesOf(factors[key]),
      at: 'interviews/numerator',
    })),
    { key: 'vulnerabilities', codes: codesOf(factors.vulnerabilities), at: 'present' },
    { key: 'pairs', codes: factors.pairs.map(({ codes }) => codes.join()), at: 'interviews/numerator' },
  ];
  return tables
    .filter(({ codes }) => codes.some((code, row) => row > 0 && code < (codes[row - 1] ?? '')))
    .flatMap(({ key, codes, at }) =>
      codes.slice(1).map((_, row) => isWithin([`/factors/${key}/${row + 1}/${at}`], `/factors/${key}/${row}/${at}`)),
    );
}

const codesOf = (rows: readonly { readonly code: string }[]) => rows.map(({ code }) => code);
