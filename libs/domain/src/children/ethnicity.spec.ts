import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ethnicityGroup } from './index.js';

const codeSets = new URL('../../../persistence/reference-data/ssda903-code-sets.csv', import.meta.url);
const published = readFileSync(codeSets, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('Header,ETHNIC,'))
  .map((line) => line.split(',')[2] ?? '');

describe('ethnicityGroup', () => {
  it('knows every code of the published list, all but refused and not obtained', () => {
    expect(published.length).toBeGreaterThan(15);
    expect(published.filter((code) => ethnicityGroup(code) === 'Unknown').sort()).toEqual(['NOBT', 'REFU']);
  });

  it.each([
    ['WBRI', 'White'],
    ['MOTH', 'Mixed'],
    ['CHNE', 'Asian'],
    ['BOTH', 'Black'],
    ['OOTH', 'Other'],
    ['Traveller', 'Unknown'],
    ['toString', 'Unknown'],
    [null, 'Unknown'],
  ])('of %s is %s', (code, group) => expect(ethnicityGroup(code)).toBe(group));
});
