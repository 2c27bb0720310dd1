// Figures as they are printed.
export const median = (numbers) => numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)];
export const seconds = (number) => `${number.toFixed(2)} s`;
export const mebibytes = (number) => `${Math.round(number)} MiB`;
/** Above 1 Homeward is faster than its baseline, below 1 slower. */
export const ratio = (baseline, homeward) => (baseline / homeward).toFixed(2);
