export { LONGEST_ALIAS, applyAlias, decideWords, endAlias } from './decide-words.js';
export type { WordsDecision, WordsRefusal } from './decide-words.js';
export { queueUnmatchedWords } from './queue-unmatched-words.js';
export { isAliasInForce, readUnmatchedWords, readWaitingGroup } from './read-unmatched-words.js';
export type { AliasInForce, UnmatchedWordsPage, WaitingGroup } from './read-unmatched-words.js';
