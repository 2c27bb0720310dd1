import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { MaceReport } from '#domain/reports';
import { projectPath } from '#platform';
import { presentMaceReport } from './present-mace-report.js';
import type { MaceReportView } from './report-view.js';

type Template = (view: MaceReportView) => string;

interface Templates {
  readonly document: Template;
  readonly content: Template;
}

let templates: Templates | null = null;

/** The report as a complete page that stands alone: no script, no outside file. Everything in it is escaped. */
export function renderMaceReportHtml(report: MaceReport): string {
  return loadTemplates().document(presentMaceReport(report));
}

/** The report without the page around it, its headings from level 2, in the classes of GOV.UK Frontend. */
export function renderMaceReportContent(report: MaceReport): string {
  return loadTemplates().content(presentMaceReport(report));
}

/** The few rules of layout that `renderMaceReportContent` needs beside GOV.UK Frontend, for the page's own stylesheet. */
export function maceReportStyles(): string {
  return readTemplate('report-styles');
}

/** Read once, at the first report. */
function loadTemplates(): Templates {
  if (templates) return templates;
  const handlebars = Handlebars.create();
  const compile = (name: string): Template =>
    handlebars.compile<MaceReportView>(readTemplate(name), { strict: true, knownHelpersOnly: true });
  handlebars.registerPartial('page-styles', readTemplate('page-styles'));
  handlebars.registerPartial('report-styles', readTemplate('report-styles'));
  handlebars.registerPartial('table', readTemplate('table'));
  handlebars.registerPartial('content', readTemplate('mace-report-content'));
  templates = { document: compile('mace-report-document'), content: compile('mace-report-content') };
  return templates;
}

function readTemplate(name: string): string {
  return readFileSync(projectPath('libs', 'reports', 'templates', `${name}.hbs`), 'utf8');
}
