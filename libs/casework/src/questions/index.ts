export { answerQuestion, askAgain, closeQuestion } from './answer-question.js';
export type { QuestionChange } from './answer-question.js';
export { askAboutEpisode, readEpisodeToAsk } from './ask-question.js';
export type { EpisodeToAsk, QuestionWish } from './ask-question.js';
export { askAboutRow, listHeldRows, readRowToAsk } from './held-rows.js';
export type { HeldRow, HeldRowsPage, RowPlace } from './held-rows.js';
export type { QuestionThread, ThreadEntry } from './load-threads.js';
export { countOpenQuestions, listOpenQuestions, readQuestion } from './read-questions.js';
export type { QuestionCursor, QuestionsPage, ShownQuestion } from './read-questions.js';
