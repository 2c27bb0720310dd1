import type { Instant } from '#domain/time';

/** What time it is: the one place where the pages learn it, so that tests can say it. */
export type Clock = () => Instant;

/** Stands for the clock wherever Nest is asked for it. */
export const CLOCK = Symbol('Clock');
