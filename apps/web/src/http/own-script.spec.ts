import { describe, expect, it } from '@jest/globals';
import { isOwnScript } from './own-script.js';

const json = { 'content-type': 'application/json; charset=utf-8' };
const isOwn = (headers: Readonly<Record<string, string>>) => isOwnScript({ headers, host: 'homeward.example:8443' });

describe('isOwnScript', () => {
  it.each([
    [true, { ...json, 'sec-fetch-site': 'same-origin' }],
    [true, { ...json, origin: 'https://homeward.example:8443' }],
    [true, json],
    [false, { ...json, 'sec-fetch-site': 'same-site' }],
    [false, { ...json, 'sec-fetch-site': 'cross-site' }],
    [false, { ...json, 'sec-fetch-site': 'none' }],
    [false, { ...json, 'sec-fetch-site': 'cross-site', origin: 'https://homeward.example:8443' }],
    [false, { ...json, origin: 'https://homeward.example' }],
    [false, { ...json, origin: 'https://example.org' }],
    [false, { ...json, origin: 'null' }],
    [false, { 'content-type': 'text/plain', 'sec-fetch-site': 'same-origin' }],
    [false, { 'content-type': 'text/plain; application/json', 'sec-fetch-site': 'same-origin' }],
    [false, { 'sec-fetch-site': 'same-origin' }],
  ])('is %p of %j', (expected, headers: Readonly<Record<string, string>>) => {
    expect(isOwn(headers)).toBe(expected);
  });
});
