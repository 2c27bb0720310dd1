import { describe, expect, it } from '@jest/globals';
import { readMultipart } from './read-multipart.js';

const type = 'multipart/form-data; boundary=xyz';
const field = (name: string, value: string) =>
  `--xyz\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (content: string, name = 'a.csv') =>
  `--xyz\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n${content}\r\n`;
const read = (...parts: readonly string[]) => readMultipart(type, Buffer.from(`${parts.join('')}--xyz--\r\n`));

describe('readMultipart', () => {
  it('gives the fields and the bytes of the file', () => {
    const form = read(field('source', 'police'), file('a,b\r\n--xy\r\n'));
    expect(form?.fields).toEqual({ source: 'police' });
    expect(form?.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
      ['a.csv', 'a,b\r\n--xy\r\n'],
    ]);
  });

  it('gives several files in their order, one of no bytes among them', () => {
    const { files = [] } = read(file('x', 'b.csv'), file('', 'none.csv'), file('y')) ?? {};
    expect(files.map(({ name, bytes }) => [name, bytes.length])).toEqual([
      ['b.csv', 1],
      ['none.csv', 0],
      ['a.csv', 1],
    ]);
  });

  it('takes a file that was not chosen for none, and the first of two fields', () => {
    expect(read(file('', ''), field('a', '1'), field('a', '2'))).toEqual({ fields: { a: '1' }, files: [] });
  });

  it.each([
    ['no boundary', () => readMultipart('multipart/form-data', Buffer.from(''))],
    ['no end', () => readMultipart(type, Buffer.from(field('a', '1')))],
    ['a part without a name', () => read('--xyz\r\nContent-Type: text/plain\r\n\r\nx\r\n')],
    ['a part without a head', () => read('--xyz\r\nx\r\n')],
    ['something before', () => read('x', field('a', '1'))],
    ['a great many parts', () => read(...Array.from({ length: 30 }, (_, index) => field(`f${index}`, 'x')))],
  ])('refuses a form with %s', (_words, reading) => expect(reading()).toBeNull());
});
