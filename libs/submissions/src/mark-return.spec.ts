import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';
import type { Finding } from '#domain/submissions';
import { partsOf } from '../../../test/builders/a-workbook.js';
import { markReturn } from './mark-return.js';
import { parseReturn } from './parse-return.js';

const sample = (name: string) => readFileSync(projectPath('test', 'contract', 'samples', name));
const found = (row: number | null, column: string | null, severity: Finding['severity'] = 'error'): Finding => ({
  ...{ code: 'PR-000', severity, row, ref: null, column, message: `Mend <${column ?? 'all'}> & send "it".` },
});
const findings = [
  found(null, 'Notes to self', 'warning'),
  found(21, 'date_of_birth'),
  found(22, 'care_status'),
  found(21, 'missing_at', 'warning'),
  found(9, 'care_status', 'info'),
];

async function marked(bytes: Uint8Array, told: readonly Finding[]) {
  const parsed = await parseReturn(bytes, null);
  const answer = await markReturn(bytes, parsed, told);
  if (!answer) throw new Error('The return was not given back.');
  return answer;
}

describe.each(['openpyxl', 'libreoffice'])('markReturn of a workbook made by %s', (maker) => {
  const bytes = sample(`return-block-2025-10-${maker}.xlsx`);
  const sheetOf = (workbook: Uint8Array) => partsOf(workbook).get('xl/worksheets/sheet1.xml')?.toString() ?? '';

  it('keeps every part but the sheet and the styles byte for byte: drawings, charts, comments, the other sheet', async () => {
    const [before, after] = [partsOf(bytes), partsOf((await marked(bytes, findings)).bytes)];
    expect([...after.keys()]).toEqual([...before.keys()]);
    const changed = [...before.keys()].filter((name) => !after.get(name)?.equals(before.get(name) ?? Buffer.alloc(0)));
    expect(changed.sort()).toEqual(['xl/styles.xml', 'xl/worksheets/sheet1.xml']);
    expect([...before.keys()].filter((name) => /chart|comment|sheet2/.test(name)).length).toBeGreaterThan(3);
  });

  it('adds to the sheet one column, and the colours, and takes nothing away', async () => {
    const after = sheetOf((await marked(bytes, findings)).bytes);
    const without = after
      .replaceAll(/<c r="AO\d+"[^>]*>.*?<\/c>/g, '')
      .replaceAll(
        /<conditionalFormatting sqref="[^"]*"><cfRule[^>]*><formula>LEN\("Homeward.*?<\/conditionalFormatting>/g,
        '',
      )
      .replace('<col min="41" max="41" width="90" customWidth="1"/>', '');
    const plain = (xml: string) => xml.replaceAll(/ spans="[^"]*"/g, '').replace(/<dimension[^>]*>/, '');
    expect(plain(without)).toBe(plain(sheetOf(bytes)));
    expect(after).toMatch(/<conditionalFormatting sqref="E21 H22">/);
    expect(after).toMatch(/<conditionalFormatting sqref="Q21">/);
    expect(after).toContain(
      'error PR-000 in E21: Mend &lt;date_of_birth&gt; &amp; send &quot;it&quot;. | warning PR-000 in Q21:',
    );
    expect(after).toContain('info PR-000 in H9');
  });

  it('is taken when it is sent in again as it is: the same rows under the same headers', async () => {
    const [before, after] = [
      await parseReturn(bytes, null),
      await parseReturn((await marked(bytes, findings)).bytes, null),
    ];
    expect(after).toEqual(before);
  });

  it('loses the marks of cells that were mended, in the same column, however many rounds it takes', async () => {
    const first = await marked(bytes, findings);
    const second = sheetOf((await marked(first.bytes, [found(22, 'care_status')])).bytes);
    expect(second.match(/Homeward findings/g)).toHaveLength(1);
    expect(second.match(/LEN\("Homeward finding"\)/g)).toHaveLength(1);
    expect(second).toContain('<conditionalFormatting sqref="H22">');
    expect(second).not.toContain('date_of_birth&gt;');
    const clean = sheetOf((await marked(first.bytes, [])).bytes);
    expect(clean).not.toContain('LEN("Homeward');
    expect(clean.match(/conditionalFormatting /g)).toEqual(sheetOf(bytes).match(/conditionalFormatting /g));
  });
});

describe('markReturn of other formats', () => {
  it('gives CSV back with its order, delimiter and columns, neutralised, and is taken again as it is', async () => {
    const bytes = Buffer.from('﻿themes;provider_ref;own\n=1+1;T1;x\n\n"a;b";T2;-\n');
    const parsed = await parseReturn(bytes, null);
    const first = await marked(bytes, [found(4, 'themes'), found(null, null)]);
    const text = Buffer.from(first.bytes).toString();
    expect(first.format).toBe('csv');
    expect(text.split('\r\n')[1]).toBe("'=1+1;T1;x;");
    expect(text).toContain('"a;b";T2;-;"error PR-000 in A4: Mend');
    expect(text).toMatch(/^\ufeffthemes;provider_ref;own;"?Homeward findings \| error PR-000: Mend <all>/);
    const again = await parseReturn(first.bytes, null);
    expect([again.rows, again.headers]).toEqual([parsed.rows, parsed.headers]);
    const second = Buffer.from((await marked(first.bytes, [])).bytes).toString();
    expect(second.split('\r\n').slice(0, 2)).toEqual([
      '\ufeffthemes;provider_ref;own;Homeward findings',
      "'=1+1;T1;x;",
    ]);
  });

  it('has nothing to give back of JSON', async () => {
    const bytes = Buffer.from('{"format":1,"rows":[{"provider_ref":"T1"}]}');
    expect(await markReturn(bytes, await parseReturn(bytes, null), findings)).toBeNull();
  });
});
