import { granted, refused } from './decision.js';
import type { Decision } from './decision.js';

const INFORMATION_MOST = 4000;

export type InformationRefusal = 'information-missing' | 'information-too-long';

/** What a third party said, as it is kept: never empty, and of 4000 characters at most. */
export function decideInformation(text: string): Decision<string, InformationRefusal> {
  const information = text.trim();
  if (information === '') return refused('information-missing');
  return information.length > INFORMATION_MOST ? refused('information-too-long') : granted(information);
}
