import { randomUUID } from 'node:crypto';
import { SUTTON } from './service.js';
import { ALL_FIELDS } from './tenant-context.js';
import type { RawContext } from './tenant-context.js';
import { NEIGHBOUR } from './two-authorities.js';

const authority = SUTTON;
const everything = { reach: 'authority', fields: ALL_FIELDS };
const providing = { reach: 'provider', fields: ALL_FIELDS, actor: 'provider' };
export const injected = "' OR true --";

/** Contexts that lack something, or in which something is wrong. */
export const blindContexts: readonly (readonly [string, RawContext])[] = [
  ['no setting', {}],
  ['empty settings', { authority: '', actor: '', provider: '', person: '', reach: '', team: '', fields: '' }],
  ['only the authority', { ...everything, authority }],
  ['only the actor', { ...everything, actor: 'system' }],
  ['only the provider', { ...everything, provider: randomUUID() }],
  ['an empty actor', { ...everything, authority, actor: '' }],
  ['an actor that is none', { ...everything, authority, actor: 'owner' }],
  ['an actor in capitals', { ...everything, authority, actor: 'AUTHORITY' }],
  ['an actor with a space', { ...everything, authority, actor: 'authority ' }],
  ['two actors in one', { ...everything, authority, actor: 'authority,system' }],
  ['an injected actor', { ...everything, authority, actor: `authority${injected}` }],
  ['an unknown authority', { ...everything, authority: 'E99999999', actor: 'authority' }],
  ['an authority in small letters', { ...everything, authority: authority.toLowerCase(), actor: 'authority' }],
  ['two authorities in one', { ...everything, authority: `${authority},${NEIGHBOUR}`, actor: 'authority' }],
  ['a wildcard for an authority', { ...everything, authority: '%', actor: 'authority' }],
  ['an injected authority', { ...everything, authority: injected, actor: 'authority' }],
  ['an authority with an injected end', { ...everything, authority: `${authority}${injected}`, actor: 'authority' }],
  ['a provider actor without a provider', { ...everything, authority, actor: 'provider' }],
  ['a provider actor with an empty provider', { ...everything, authority, actor: 'provider', provider: '' }],
  ['a provider actor with a garbage provider', { ...everything, authority, actor: 'provider', provider: 'garbage' }],
  ['a provider actor with a provider’s code', { ...everything, authority, actor: 'provider', provider: 'HARBOUR' }],
  ['a provider actor with an injected provider', { ...everything, authority, actor: 'provider', provider: injected }],
  ['an authority as an array', { ...everything, authority: `{${authority}}`, actor: 'authority' }],
  [
    'an authority a million letters long',
    { ...everything, authority: authority.padEnd(1_000_000, '9'), actor: 'authority' },
  ],
  ['an authority with a space', { ...everything, authority: ` ${authority}`, actor: 'authority' }],
  ['quotes for an authority', { ...everything, authority: `"${authority}"`, actor: 'authority' }],
  ['NULL written out', { ...everything, authority: 'NULL', actor: 'NULL' }],
  ['an actor as an array', { ...everything, authority, actor: '{authority}' }],
  ['a wildcard for a provider', { ...providing, authority, provider: '%' }],
  ['two providers in one', { ...providing, authority, provider: `${randomUUID()},${randomUUID()}` }],
  ['an unknown provider', { ...everything, authority, actor: 'provider', provider: randomUUID() }],
];
