import { describe, expect, it } from '@jest/globals';
import { faultsOf } from '../../../test/support/settings-faults.js';
import { readSettings } from './settings.js';

const ID = '019ab3c4-1111-7222-8333-9f3c21ab77d0';
const sending = {
  ...{ SMTP_URL: 'smtp://homeward:s3cr3t@mail.example:587', MAIL_FROM: 'Homeward <homeward@council.example>' },
  ...{ NOTIFY_API_KEY: `live-${ID}-${ID}`, NOTIFY_TEMPLATE_ID: ID, NOTIFY_URL: 'https://notify.example' },
  PUBLIC_URL: 'https://homeward.example',
};

describe('the settings of sending', () => {
  it('takes a mail server, GOV.UK Notify, both, or neither', () => {
    expect(faultsOf(sending)).toEqual([]);
    expect(faultsOf({ ...sending, SMTP_URL: 'smtps://mail.example', MAIL_FROM: 'homeward@council.example' })).toEqual(
      [],
    );
    expect(readSettings({}).SMTP_URL).toBeUndefined();
  });

  it('says what is missing beside each', () => {
    expect(faultsOf({ SMTP_URL: sending.SMTP_URL, NOTIFY_API_KEY: sending.NOTIFY_API_KEY })).toEqual([
      'Setting MAIL_FROM is needed with SMTP_URL.',
      'Setting PUBLIC_URL is needed with SMTP_URL.',
      'Setting NOTIFY_TEMPLATE_ID is needed with NOTIFY_API_KEY.',
      'Setting PUBLIC_URL is needed with NOTIFY_API_KEY.',
    ]);
  });

  it.each([
    ['SMTP_URL', 'https://mail.example/s3cr3t'],
    ['SMTP_URL', 'smtp://mail.example/path'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'a@b.example, c@d.example'],
    ['NOTIFY_API_KEY', 's3cr3t'],
    ['NOTIFY_TEMPLATE_ID', 'the first one'],
    ['NOTIFY_URL', 'http://notify.example'],
  ])('refuses %s as %s, and does not say it again', (name, value) => {
    const [fault = '', ...more] = faultsOf({ ...sending, [name]: value });
    expect([fault.startsWith(`Setting ${name} must be`), fault.includes(value), more]).toEqual([true, false, []]);
  });
});
