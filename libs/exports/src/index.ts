export { heldTables, omittedEverywhere, tablesLeftOut, tablesReadApart } from './held-tables.js';
export { readSubjectAccessPack } from './read-subject-access-pack.js';
export { renderPackHtml, renderPackJson } from './render-pack.js';
export { packFileName } from './subject-access-pack.js';
export type { SubjectAccessPack } from './subject-access-pack.js';
