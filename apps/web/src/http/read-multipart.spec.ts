import { describe, expect, it } from '@jest/globals';
import { readMultipart } from './read-multipart.js';

const type = 'multipart/form-data; boundary=xyz';
const field = (name: string, value: string) =>
  `--xyz\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (content: string) =>
  `--xyz\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n${content}\r\n`;
const read = (...parts: readonly string[]) => readMultipart(type, Buffer.from(`${parts.join('')}--xyz--\r\n`));

describe('readMultipart', () => {
  it('gives the fields and the bytes of the file', () => {
    const form = read(field('source', 'police'), file('a,b\r\n--xy\r\n'));
    expect(form?.fields).toEqual({ source: 'police' });
    expect(Buffer.from(form?.file ?? []).toString()).toBe('a,b\r\n--xy\r\n');
  });

  it('takes an empty file for none, and the first of two fields', () => {
    expect(read(file(''), field('a', '1'), field('a', '2'))).toEqual({ fields: { a: '1' }, file: null });
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
