import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checks, describeChecks, renderFindingsDocument } from './index.js';

const document = readFileSync(new URL('../../../../docs/findings.md', import.meta.url), 'utf8');

describe('the page of codes', () => {
  it('is what the checks say of themselves; if not: npm run findings', () => {
    expect(document).toBe(renderFindingsDocument(checks));
  });

  it('has every code once', () => {
    const codes = describeChecks(checks).flatMap((kind) => kind.checks.map(({ code }) => code));
    expect(codes.toSorted()).toEqual(checks.map(({ code }) => code));
  });

  it('shows what cannot be seen, a blank, and what came before', () => {
    const all = describeChecks(checks).flatMap((kind) => kind.checks);
    const example = (code: string) => all.find((check) => check.code === code);
    expect(example('PR-013')?.example).toEqual([{ column: 'council_ref', cell: 'EP[U+200B]-17' }]);
    expect(example('PR-010')?.example).toEqual([{ column: 'date_of_birth', cell: '(blank)' }]);
    expect(example('PR-003')?.exampleNote).toBe('without the column missing_at');
    expect(example('PR-401')?.exampleNote).toBe('after what another provider told of the child');
    expect(example('PR-900')?.exampleNote).toBeNull();
  });
});
