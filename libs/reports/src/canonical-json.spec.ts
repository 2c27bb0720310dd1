import { describe, expect, it } from '@jest/globals';
import { aReport, theSampleCases } from '../../../test/builders/index.js';
import { canonicalJson } from './canonical-json.js';

describe('canonicalJson', () => {
  it('sorts keys and leaves out spaces, as RFC 8785 asks', () => {
    expect(canonicalJson({ b: [1.0, 'é'], a: null })).toBe('{"a":null,"b":[1,"é"]}');
  });

  it('gives the same bytes for the same report, in whatever order its cases came', () => {
    const cases = theSampleCases();
    expect(canonicalJson(aReport(cases.toReversed()))).toBe(canonicalJson(aReport(cases)));
  });

  it('refuses what JSON cannot say', () => {
    expect(() => canonicalJson(undefined)).toThrow();
  });
});
