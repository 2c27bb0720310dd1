const BAR_WIDTH = 30;
const HIDE = '\r\u001B[K';

/** How far a piece of work has come: a bar and its figures, in one line. */
export function progressLine(done: number, of: number): string {
  const filled = of === 0 ? BAR_WIDTH : Math.floor((done / of) * BAR_WIDTH);
  const bar = '#'.repeat(filled) + '-'.repeat(BAR_WIDTH - filled);
  return `[${bar}] ${done} of ${of} rows`;
}

/** Shows a bar on a terminal, in place, and takes it away at the end; anywhere else nothing is shown. */
export function progressBar(stream: { readonly isTTY?: boolean; write(text: string): unknown }): {
  show(done: number, of: number): void;
  hide(): void;
} {
  if (stream.isTTY !== true) return { show: () => undefined, hide: () => undefined };
  return {
    show: (done, of) => void stream.write(`\r${progressLine(done, of)}`),
    hide: () => void stream.write(HIDE),
  };
}
