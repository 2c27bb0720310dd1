import { Problem } from './problem.js';

/** The first of `offered` that an Accept header likes best; without a header, the first. */
export function acceptable<Type extends string>(accept: string | undefined, offered: readonly Type[]): Type {
  const ranges = (accept ?? '*/*').split(',').map(readRange);
  const liked = offered
    .map((type) => ({ type, quality: qualityOf(type, ranges) }))
    .filter(({ quality }) => quality > 0)
    .sort((left, right) => right.quality - left.quality)[0];
  if (!liked) throw new Problem('not-acceptable', `This comes as ${offered.join(' or ')} only.`);
  return liked.type;
}

interface Range {
  readonly type: string;
  readonly quality: number;
}

function readRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { type, quality: quality === undefined ? 1 : Number(quality) || 0 };
}

/** The most exact range that names the type decides. */
function qualityOf(type: string, ranges: readonly Range[]): number {
  const family = `${type.split('/')[0] ?? ''}/*`;
  const range = [type, family, '*/*'].map((wanted) => ranges.find((each) => each.type === wanted)).find(Boolean);
  return range?.quality ?? 0;
}
