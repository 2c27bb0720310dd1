import type { Weighted } from './draws.js';

/** Reads `CODE:weight` pairs. */
function weights(text: string): Weighted<string> {
  return text.split(' ').map((pair) => [pair.slice(0, 4), Number(pair.slice(5))]);
}

/** What interviews give as a reason, in children who live at home and in children in care. */
export const pushWeights = {
  home: weights(
    'PU01:30 PU15:18 PU14:11 PU12:10 PU02:7 PU11:7 PU03:5 PU06:4 PU07:4 PU13:4 PU18:4 PU04:3 PU16:3 PU05:1.5 PU17:0.3',
  ),
  care: weights('PU08:26 PU15:16 PU09:12 PU14:10 PU10:4 PU12:6 PU13:6 PU01:6 PU11:5 PU16:3 PU05:0.6'),
};
export const pullWeights = {
  home: weights(
    'PL02:34 PL03:10 PL14:10 PL04:9 PL05:9 PL06:6 PL01:6 PL10:3 PL11:4 PL12:2 PL09:2 PL08:1.2 PL07:0.9 PL15:0.1',
  ),
  care: weights(
    'PL02:24 PL01:22 PL13:10 PL03:8 PL04:8 PL14:7 PL05:6 PL06:6 PL11:4 PL10:3 PL09:2 PL12:2 PL08:1.6 PL07:1.3 PL15:0.3',
  ),
};
export const harmWeights = weights('HA05:14 HA07:9 HA01:6 HA10:5 HA04:4 HA08:3 HA09:3 HA11:2 HA06:1 HA03:0.4 HA02:0.3');
export const protectiveWeights = weights('PR04:22 PR03:20 PR02:18 PR07:16 PR01:14 PR05:12 PR06:10');

/** How often each vulnerability is so, in a hundred children; some are hardly ever asked about. */
export const vulnerabilityShares = weights(
  'VU02:9 VU03:38 VU05:5 VU06:6 VU07:6 VU08:34 VU09:9 VU10:17 VU11:27 VU12:24 VU13:30 VU14:36 VU15:9 VU20:4 VU21:30',
);
export const recordedShares: Readonly<Record<string, number>> = {
  VU08: 0.8,
  VU10: 0.75,
  VU05: 0.7,
  VU06: 0.7,
  VU11: 0.6,
  VU12: 0.6,
};
export const OTHERWISE_RECORDED = 0.38;

/** What makes what likelier: a child's background, and a reason already given. The numbers multiply a weight. */
export const likelierWith: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  distress: { PU14: 5, PU13: 4, PU11: 3, HA06: 6, VU08: 2, VU09: 3 },
  peers: { PL04: 4, PL05: 3, PL06: 3, PL11: 4, HA05: 2, VU10: 2, VU15: 2 },
  sexual_exploitation: { PL07: 22, PL10: 6, PL12: 3, PL03: 2, PU14: 2, VU05: 14, VU13: 2, VU08: 1.5 },
  criminal_exploitation: { PL08: 20, PL09: 6, PL12: 5, PU16: 5, VU06: 12, VU07: 5, VU15: 4, VU12: 2 },
  PL06: { HA05: 6, VU10: 3 },
  PL07: { HA02: 60, HA09: 6, VU05: 14 },
  PL08: { HA03: 40, HA04: 6, HA10: 4, HA11: 5, VU06: 12 },
  PL09: { HA11: 6, HA01: 3, VU07: 8 },
  PL10: { HA09: 8 },
  PL15: { HA04: 8, HA03: 10 },
  PU12: { VU12: 2.2 },
  PU14: { HA06: 5, VU08: 2, VU09: 2.5 },
  PU01: { VU14: 2 },
};
