/** What a number format makes of a number, as far as the text of a cell depends on it. */
export type NumberFormat =
  | { readonly kind: 'plain' }
  /** At least so many decimals. */
  | { readonly kind: 'decimals'; readonly least: number }
  /** Digits filled up with noughts from the left, as for references. */
  | { readonly kind: 'filled'; readonly digits: number }
  | {
      readonly kind: 'date';
      readonly shows: 'day' | 'day-and-time' | 'time' | 'elapsed';
      readonly hasSeconds: boolean;
    };

const plain: NumberFormat = { kind: 'plain' };

/** Formats that are known by their number alone (ECMA-376, 18.8.30), those of East Asian languages included. */
const builtIn: ReadonlyMap<number, NumberFormat> = new Map<number, NumberFormat>([
  ...[2, 4, 7, 8, 39, 40, 44].map((id) => [id, { kind: 'decimals', least: 2 }] as const),
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, date('day')] as const),
  ...[18, 20, 32, 34, 55].map((id) => [id, date('time')] as const),
  ...[19, 21, 33, 35, 45, 47, 56].map((id) => [id, date('time', true)] as const),
  [22, date('day-and-time')],
  [46, date('elapsed', true)],
]);

function date(shows: (NumberFormat & { kind: 'date' })['shows'], hasSeconds = false): NumberFormat {
  return { kind: 'date', shows, hasSeconds };
}

/** Reads a number format by its number and, where the workbook has one of its own, its code, such as `dd/mm/yyyy hh:mm`. */
export function numberFormatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return builtIn.get(id) ?? plain;
  const first = (code.split(';')[0] ?? '').replaceAll(/"[^"]*"|\\.|[_*]./g, '');
  const elapsed = /\[(h+|m+|s+)\]/i.test(first);
  const letters = first.replaceAll(/\[[^\]]*\]/g, '').toLowerCase();
  if (letters.includes('general') || letters.includes('@')) return plain;
  const hasSeconds = letters.includes('s');
  if (elapsed) return date('elapsed', hasSeconds || /\[s+\]/i.test(first));
  const hasTime = /[hs]/.test(letters);
  // `m` is a month unless it stands beside hours or seconds.
  const hasDay = /[yd]/.test(letters) || (letters.includes('m') && !hasTime);
  if (hasDay) return date(hasTime ? 'day-and-time' : 'day', hasSeconds);
  if (hasTime) return date('time', hasSeconds);
  const digits = /^0{2,}$/.exec(letters)?.[0].length;
  if (digits !== undefined) return { kind: 'filled', digits };
  const decimals = letters.includes('%') ? undefined : /\.(0+)/.exec(letters)?.[1]?.length;
  return decimals === undefined ? plain : { kind: 'decimals', least: decimals };
}
