import { describe, expect, it } from '@jest/globals';
import { faultsOf } from '../../../test/support/settings-faults.js';

const key = Buffer.alloc(32, 1).toString('base64');
const issuer = {
  OIDC_ISSUER: 'https://issuer.example/t/v2.0',
  OIDC_CLIENT_ID: 'id',
  PUBLIC_URL: 'https://homeward.example',
};

describe('the settings of signing in', () => {
  it('takes what signing in needs', () => {
    expect(faultsOf({ HOMEWARD_SECRET_KEY: key, ...issuer, OIDC_CLIENT_SECRET: 's', OIDC_TENANT: 'a-b' })).toEqual([]);
  });

  it.each([Buffer.alloc(31).toString('base64'), Buffer.alloc(33).toString('base64'), 'a'.repeat(44)])(
    'refuses the key %s without saying it again',
    (wrong) => {
      const [fault = ''] = faultsOf({ HOMEWARD_SECRET_KEY: wrong });
      expect(fault).toMatch(/^Setting HOMEWARD_SECRET_KEY must be 32 random bytes/);
      expect(fault).not.toContain(wrong);
    },
  );

  it('says what is missing beside an issuer', () => {
    expect(faultsOf({ OIDC_ISSUER: issuer.OIDC_ISSUER })).toEqual([
      'Setting OIDC_CLIENT_ID is needed with OIDC_ISSUER.',
      'Setting PUBLIC_URL is needed with OIDC_ISSUER.',
    ]);
  });

  it.each([
    ['http://127.0.0.1:4000', true],
    ['http://localhost:4000/realm', true],
    ['http://localhost.issuer.example', false],
    ['http://issuer.example', false],
    ['https://user:secret@issuer.example', false],
    ['https://issuer.example?x=y', false],
  ])('takes plain http from this machine alone: %s', (address, isTaken) => {
    expect(faultsOf({ ...issuer, OIDC_ISSUER: address }).length === 0).toBe(isTaken);
  });

  it.each([
    ['https://homeward.example/', true],
    ['http://localhost:3000', true],
    ['http://homeward.example', false],
    ['https://homeward.example/path', false],
  ])('takes the public address %s: %s', (address, isTaken) => {
    expect(faultsOf({ ...issuer, PUBLIC_URL: address }).length === 0).toBe(isTaken);
  });
});
