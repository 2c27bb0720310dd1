export { childVisibility, maySeeChild } from './child-visibility.js';
export type { Condition } from './condition.js';
export { actions, grantOf, permissions } from './permissions.js';
export type { Action, Grant } from './permissions.js';
export { fieldGroups, reaches } from './reach.js';
export type { FieldGroup, Reach } from './reach.js';
export { isProviderRole, isRole, providerRoles, roles } from './role.js';
export type { ProviderRole, Role } from './role.js';
export type { ChildAccessFacts, ChildFact, Viewer, ViewerPart } from './viewer.js';
