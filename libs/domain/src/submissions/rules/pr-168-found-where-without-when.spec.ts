import { provesRowRule } from '../../../../../test/builders/index.js';
import { foundWhereWithoutWhen } from './pr-168-found-where-without-when.js';

provesRowRule(foundWhereWithoutWhen, 'found_at', {
  faulty: [{ found_where: 'Croydon' }, { found_where: 'Croydon', found_at: '-' }],
  sound: [{ found_where: 'Croydon', found_at: '11/10/2025' }, {}, { found_at: '11/10/2025' }],
  boundary: [[{ found_where: 'Croydon', found_at: 'soon' }, false]],
});
