import type { Weighted } from './draws.js';

export const providerCodes = ['HARBOUR', 'NORTHWAY', 'KESTREL'] as const;
export type ProviderCode = (typeof providerCodes)[number];

/** How the story of a requirement goes once the child is back. */
export type Ending =
  'held' | 'declined' | 'no_contact' | 'carer_only' | 'booked_not_held' | 'never_offered' | 'not_recorded';

/** How a provider of the demonstration works and writes. */
export interface ProviderManner {
  readonly prefix: string;
  readonly times: 'british' | 'iso';
  readonly endings: Weighted<Ending>;
  /** Of the interviews held, how many are meant to be in time. */
  readonly inTime: number;
  /** Hours from return to offer, at most, for an interview in time. */
  readonly offerWithinHours: number;
  readonly formBack: number;
  readonly video: number;
  /** Pounds for an interview held and for a visit at which the child declined; null where the block price covers it. */
  readonly fees: { readonly held: number; readonly declined: number; readonly furthestMiles: number } | null;
  readonly interviewers: readonly string[];
}

const spotEndings: Weighted<Ending> = [
  ['held', 62],
  ['declined', 17],
  ['no_contact', 7],
  ['carer_only', 5],
  ['booked_not_held', 3],
  ['never_offered', 5],
  ['not_recorded', 0.6],
];

export const providerManners: Readonly<Record<ProviderCode, ProviderManner>> = {
  HARBOUR: {
    prefix: 'H',
    times: 'british',
    endings: [
      ['held', 72],
      ['declined', 16],
      ['no_contact', 3.5],
      ['carer_only', 2],
      ['booked_not_held', 1.5],
      ['never_offered', 1.7],
      ['not_recorded', 0.15],
    ],
    inTime: 0.635,
    offerWithinHours: 20,
    formBack: 0.93,
    video: 0.1,
    fees: null,
    interviewers: ['R. Sample', 'L. Sample', 'T. Sample', 'O. Sample'],
  },
  NORTHWAY: {
    prefix: 'N',
    times: 'british',
    endings: spotEndings,
    inTime: 0.42,
    offerWithinHours: 34,
    formBack: 0.78,
    video: 0.28,
    fees: { held: 295, declined: 140, furthestMiles: 120 },
    interviewers: ['B. Sample', 'E. Sample'],
  },
  KESTREL: {
    prefix: 'K',
    times: 'iso',
    endings: spotEndings,
    inTime: 0.38,
    offerWithinHours: 34,
    formBack: 0.72,
    video: 0.22,
    fees: { held: 265, declined: 120, furthestMiles: 90 },
    interviewers: ['D. Sample', 'M. Sample'],
  },
};
