import { provesRowRule } from '../../../../../test/builders/index.js';
import { contactDetailsInWords } from './pr-148-contact-details-in-words.js';

provesRowRule(contactDetailsInWords, 'child_voice', {
  faulty: [
    { child_voice: 'ring 07700 900 123' },
    { child_voice: '+44 7700900123' },
    { child_voice: 'at CR0 4XY mostly' },
    { child_voice: 'me@example.org' },
  ],
  sound: [
    { child_voice: 'I was with friends for 3 days' },
    { child_voice: 'We met at 10:30 on 12/10/2025' },
    {},
    { child_voice: '-' },
  ],
  boundary: [
    [{ child_voice: '0770090012' }, true],
    [{ child_voice: '077009' }, false],
    [{ child_voice: 'near CR0' }, false],
  ],
});
