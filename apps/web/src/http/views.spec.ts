import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';

const folder = projectPath('apps', 'web', 'views');
const views = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.hbs'))
  .map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
const textOfAll = views.map(([, text]) => text).join('\n');

describe('the views', () => {
  it.each(views)('%s writes nothing without escaping it', (_, text) => {
    expect(text).not.toMatch(/\{\{~?[{&]/);
  });

  it.each(views)('%s gives every form that changes something its token', (_, text) => {
    const forms = text.match(/<form[^>]*method="post"[\s\S]*?<\/form>/g) ?? [];
    for (const form of forms) expect(form).toContain('{{> partials/csrf}}');
  });

  it.each(views)('%s has neither scripts nor styles inside', (_, text) => {
    expect(text).not.toMatch(/<script>|<style|\sstyle="|\son\w+="/);
  });

  it('are each shown by a controller or taken in by another', () => {
    const sources = projectPath('apps', 'web', 'src');
    const code = readdirSync(sources, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(sources, name), 'utf8'))
      .join('\n');
    const unused = views
      .map(([name]) => name.replace(/\.hbs$/, ''))
      .filter((name) => !code.includes(`'${name}'`) && !new RegExp(`\\{\\{#?> ${name}\\b`).test(textOfAll));
    expect(unused).toEqual([]);
  });
});

describe('the style sheet', () => {
  it('has no rule for a class that no page uses', () => {
    const css = readFileSync(projectPath('apps', 'web', 'assets', 'homeward.css'), 'utf8');
    const ours = new Set([...css.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name ?? ''));
    const used = new Set(
      [...textOfAll.matchAll(/class="([^"]*)"/g)].flatMap(([, names = '']) => names.split(/[\s{}]+/)),
    );
    const reports = new Set(['report-tables']);
    expect([...ours].filter((name) => !used.has(name) && !reports.has(name) && !name.startsWith('govuk-'))).toEqual([]);
  });
});
