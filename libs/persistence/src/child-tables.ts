import { table } from './table-shape.js';

export const childTable = table({
  name: 'child',
  key: ['id'],
  isStamped: true,
  columns: { id: 'uuid', is_restricted: 'boolean' },
});

export const childIdentityTable = table({
  name: 'child_identity',
  key: ['child_id'],
  isStamped: true,
  columns: {
    child_id: 'uuid',
    council_child_id: 'text',
    given_name: 'text',
    family_name: 'text',
    date_of_birth: 'date',
    gender: 'text',
    ethnicity: 'text',
    home_postcode: 'text',
  },
});

export const careStatusTable = table({
  name: 'child_care_status',
  key: ['child_id', 'seen_on'],
  isStamped: true,
  columns: {
    child_id: 'uuid',
    seen_on: 'date',
    care_status: 'text',
    placing_authority: 'text',
    host_authority: 'text',
    placement_type: 'text',
    placement_outward_code: 'text',
  },
});
