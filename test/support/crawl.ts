import type { Answer, Visitor } from './web.js';

export interface Page {
  readonly path: string;
  readonly answer: Answer;
}

const MOST_LINKED = 120;

/**
 * Opens all pages that are given, and pages of ours that they link to, and those that these link to: of the linked ones
 * as many as `mostLinked`. Forms are not sent.
 */
export async function crawl(
  visitor: Visitor,
  starts: readonly string[],
  mostLinked = MOST_LINKED,
): Promise<readonly Page[]> {
  const mostPages = starts.length + mostLinked;
  const known = new Set(starts);
  const waiting = [...starts];
  const pages: Page[] = [];
  for (let path = waiting.shift(); path !== undefined && pages.length < mostPages; path = waiting.shift()) {
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
