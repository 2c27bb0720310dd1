import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { parseInstant, showInstant } from '#domain/time';
import { projectPath } from '#platform';
import type { SubjectAccessPack } from './subject-access-pack.js';

let template: ((view: object) => string) | null = null;

/** The pack as a page that stands alone and prints: no script, no outside file. Everything in it is escaped. */
export function renderPackHtml(pack: SubjectAccessPack): string {
  template ??= compile();
  return template({ ...pack, madeOn: showInstant(parseInstant(pack.madeAt)) });
}

/** The same as a document for programs. */
export function renderPackJson(pack: SubjectAccessPack): string {
  return `${JSON.stringify(pack, null, 2)}\n`;
}

function compile(): (view: object) => string {
  const source = readFileSync(projectPath('libs', 'exports', 'templates', 'subject-access-pack.hbs'), 'utf8');
  return Handlebars.create().compile<object>(source, { strict: true, knownHelpersOnly: true });
}
