import type { Problem, ProblemKind } from './problem.js';

/** An error as a page tells it: what happened, and what to do. */
export interface ErrorView {
  readonly title: string;
  readonly lines: readonly string[];
}

const words: Readonly<Partial<Record<ProblemKind, ErrorView>>> = {
  'not-found': {
    title: 'Page not found',
    lines: [
      'If you typed the address, check that it is correct; if you pasted it, check that you copied all of it.',
      'What you may use is in the menu at the top.',
    ],
  },
  'not-permitted': {
    title: 'You cannot do this',
    lines: [
      'Your role does not allow it, or the page you sent it from was open for too long.',
      'Go back, load the page again and try once more. If it stays so, ask whoever gave you access.',
    ],
  },
  'too-many-requests': {
    title: 'Too many requests',
    lines: ['Too much was asked from your network within a minute. Wait a minute, then try again.'],
  },
  internal: {
    title: 'Sorry, there is a problem with the service',
    lines: ['Nothing was changed. Try again in a few minutes, and tell whoever runs the service if it stays so.'],
  },
};

/** Turns a problem into the words of a page; what has no words of its own is told in the problem's sentence. */
export function presentError(problem: Problem): ErrorView {
  return words[problem.kind] ?? { title: problem.document.title, lines: [problem.detail] };
}
