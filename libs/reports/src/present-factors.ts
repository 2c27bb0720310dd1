import type { FactorRow, MaceReport, SectionRow } from '#domain/reports';
import { cellWords, measureWords, partWords, rateWords, shortMonthWords } from './cell-words.js';
import type { SectionWords, TableWords } from './report-view.js';

const sectionLabels: Readonly<Record<SectionRow['section'], string>> = {
  push: 'Push factors',
  pull: 'Pull factors',
  harm: 'Harm while missing',
  protective: 'Protective factors',
};

/** What children told: why they left, what drew them, what happened to them, with six months of each. */
export function presentFactors({ factors }: MaceReport): SectionWords {
  return {
    id: 'report-factors',
    title: 'What the interviews say',
    lead: `Interviews that began in the period: ${cellWords(factors.interviews)}. Shares are of the interviews with the section filled; an interview may hold several factors, so that they do not add up to 100%.`,
    tables: [
      {
        id: 'report-sections',
        caption: 'How complete the interviews are',
        head: ['Section', 'Filled in'],
        rows: factors.sections.map(({ section, filled }) => ({
          header: sectionLabels[section],
          cells: [rateWords(filled)],
        })),
      },
      factorTable('push', 'Push factors: what drives children away', factors.push),
      factorTable('pull', 'Pull factors: what draws children elsewhere', factors.pull),
      factorTable('harm', 'Harm while missing', factors.harm),
      {
        id: 'report-vulnerabilities',
        caption: 'Vulnerabilities',
        head: ['Vulnerability', 'Present', 'Asked about and absent', 'Not recorded'],
        rows: factors.vulnerabilities.map((row) => ({
          header: `${row.label} (${row.code})`,
          cells: [row.present, row.absent, row.notRecorded].map(cellWords),
        })),
      },
      {
        id: 'report-pairs',
        caption: 'Vulnerabilities that occur together',
        head: ['Pair', 'Both present, of interviews that recorded both'],
        rows: factors.pairs.map(({ labels, interviews }) => ({
          header: labels.join(' and '),
          cells: [rateWords(interviews)],
        })),
      },
    ],
  };
}

/** Whether the interviews changed anything for the children. */
export function presentSafetyPlans({ safetyPlans: plans }: MaceReport): SectionWords {
  return {
    id: 'report-safety-plans',
    title: 'Safety plans',
    lead: 'Whether interviews that began in the period reached the child’s safety plan, and whether it then changed.',
    tables: [
      {
        id: 'report-plans',
        caption: 'Interviews and safety plans',
        head: ['Measure', 'Interviews'],
        rows: [
          { header: 'Interviews', cells: [cellWords(plans.interviews)] },
          { header: 'Taken into the safety plan', cells: [partWords(plans.informed, plans.interviews)] },
          { header: 'Plan changed', cells: [partWords(plans.changed, plans.interviews)] },
          {
            header: 'Median time from interview to plan',
            cells: [measureWords(plans.medianDays, plans.informed, 'days')],
          },
        ],
      },
    ],
  };
}

function factorTable(id: string, caption: string, rows: readonly FactorRow[]): TableWords {
  const months = rows[0]?.trend.map(({ month }) => shortMonthWords(month)) ?? [];
  return {
    id: `report-${id}`,
    caption: `${caption}, with six months`,
    head: ['Factor', 'This period', ...months],
    rows: rows.map(({ code, label, interviews, trend }) => ({
      header: `${label} (${code})`,
      cells: [rateWords(interviews), ...trend.map(({ value, base }) => partWords(value, base))],
    })),
  };
}
