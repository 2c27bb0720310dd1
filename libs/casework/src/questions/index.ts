export { answerQuestion, askAgain, closeQuestion } from './answer-question.js';
export type { QuestionChange } from './answer-question.js';
export { askAboutRow, readRowToAsk } from './ask-about-row.js';
export { askAboutEpisode, readEpisodeToAsk } from './ask-question.js';
export type { EpisodeToAsk, QuestionWish } from './ask-question.js';
export { listHeldRows } from './held-rows.js';
export type { HeldRow } from './find-rows.js';
export type { HeldRowsPage, RowPlace } from './held-rows.js';
export type { QuestionThread, ThreadEntry } from './load-threads.js';
export type { OpenedQuestion } from './open-question.js';
export {
  countOpenQuestions,
  listOpenQuestions,
  questionDocument,
  readQuestion,
  readQuestionCursor,
  showQuestionCursor,
} from './read-questions.js';
export type { QuestionDocument, QuestionsPage, ShownQuestion } from './read-questions.js';
