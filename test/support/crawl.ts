import type { Answer, Visitor } from './web.js';

export interface Page {
  readonly path: string;
  readonly answer: Answer;
}

const MOST_PAGES = 120;

/** Opens pages and every page of ours that they link to, and those that these link to; forms are not sent. */
export async function crawl(visitor: Visitor, starts: readonly string[]): Promise<readonly Page[]> {
  const known = new Set(starts);
  const waiting = [...starts];
  const pages: Page[] = [];
  for (let path = waiting.shift(); path !== undefined && pages.length < MOST_PAGES; path = waiting.shift()) {
    const answer = await visitor.open(path);
    pages.push({ path, answer });
    for (const link of linksOf(answer).filter((each) => !known.has(each))) {
      known.add(link);
      waiting.push(link);
    }
  }
  return pages;
}

function linksOf({ body, headers }: Answer): readonly string[] {
  const links = [...body.matchAll(/\bhref="(\/(?!\/)[^"#]*)/g)].map(([, link]) => link ?? '');
  return [headers.get('location') ?? '', ...links].filter(
    (link) => link.startsWith('/') && !link.startsWith('/assets/'),
  );
}
