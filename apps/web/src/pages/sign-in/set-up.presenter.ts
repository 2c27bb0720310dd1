import { encode } from 'uqr';
import { totpAddress } from '#access';

/** Modules of nothing that stand around the picture, so that a camera finds its edges. */
const MARGIN = 2;

/** The secret of a second factor, to be typed into an app or seen by its camera. */
export function presentSetUp(signInName: string, totpSecret: string) {
  const { data, size } = encode(totpAddress(totpSecret, signInName), { border: MARGIN });
  return {
    signInName,
    secret: (totpSecret.match(/.{1,4}/g) ?? []).join(' '),
    picture: { size, darkModules: outlineOf(data) },
  };
}

/** Every dark module as a square of one, in the words of an SVG path. */
function outlineOf(rows: readonly (readonly boolean[])[]): string {
  return rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
}
