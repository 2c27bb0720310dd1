import fc from 'fast-check';
import { SUTTON } from './service.js';

const ID = '0199d2a4-0000-7000-8000-000000000000';

/** What has broken web applications before, as it stands in an address. */
export const hostile = fc.oneof(
  fc.constantFrom('%00', 'a%00b', '%FF%FE', '%C0%AF', '%ED%A0%80', '%0D%0Aset-cookie:x=1', '%E2%80%AE', '%2e%2e%2f'),
  fc.constantFrom('..%2f..%2fpackage.json', '%252e%252e%252f', '%', '%zz', '__proto__', 'constructor', 'toString'),
  fc.constantFrom("'%20OR%201=1--", '$%7B7*7%7D', '%7B%7Bthis%7D%7D', '*', '!', '~', '[]', 'NaN', '-1', '1e999', ID),
  fc.constantFrom(
    SUTTON,
    '2025-10',
    '2025-13',
    '275760-09',
    '9999-12',
    '2025-10-26T01:30:00Z',
    '%2B275760-09-14T00:00:00Z',
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }).map(encodeURIComponent),
  fc.integer({ min: 50, max: 9_000 }).map((length) => 'x'.repeat(length)),
);
const name = fc.oneof(
  fc.constantFrom('authority', 'period', 'audience', 'cutOff', 'show', 'name', 'code', 'password', 'email', 'reason'),
  fc.constantFrom(
    'personId',
    'id',
    'q',
    'from',
    'to',
    'role',
    '__proto__',
    'constructor',
    'authority[]',
    'a[b][c]',
    '',
  ),
  hostile,
);
export const fields = fc
  .array(fc.tuple(name, hostile), { maxLength: 5 })
  .map((pairs) => pairs.map((pair) => pair.join('=')).join('&'));
export const bodies = fc.oneof(
  fc.record({ type: fc.constant('application/x-www-form-urlencoded'), text: fields }),
  fc.record({ type: fc.constant('application/json'), text: fc.json({ stringUnit: 'binary' }) }),
  fc.record({
    type: fc.constantFrom(
      'application/json',
      'text/csv',
      'text/plain',
      'multipart/form-data',
      'application/json; charset=x',
      '',
    ),
    text: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...brokenReturns())),
  }),
);

function brokenReturns(): readonly string[] {
  const rows = (row: unknown) => JSON.stringify({ format: 1, period: '2025-10', rows: [row] });
  return [
    ...['', '{', '[]', 'null', '"x"', '{"format":1}', '{"format":1,"period":"2025-10","rows":{}}', '[['.repeat(50_000)],
    '{"__proto__":{"isAdmin":true},"format":1,"period":"2025-10","rows":[]}',
    '{"format":1,"period":"2025-10","rows":[{"__proto__":{"provider_ref":"X"},"constructor":{"prototype":{"x":1}}}]}',
    ...['\u0000', 'a\u0000b', '\ud800', '\u202e', '=1+1', '1e400', '9'.repeat(400)].map((text) =>
      rows({ provider_ref: text, child_id: text, date_of_birth: text, missing_at: text, themes: text, [text]: text }),
    ),
    rows(null),
    rows([[]]),
    rows({ provider_ref: { toString: 1 }, attempts: [['x']] }),
    'provider_ref,child_id\r\n"never closed,1',
    `provider_ref\r\n${'x'.repeat(70_000)}`,
    'provider_ref,provider_ref\r\na,b,c,d',
  ];
}
