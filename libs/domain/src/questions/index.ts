export { WORDS_MOST, decideAnswer, decideAsking, decideClosing } from './decide-question.js';
export type { AnswerRefusal, AskingFault, AskingWish, ClosingRefusal } from './decide-question.js';
export {
  answerWantedOn,
  changedColumns,
  isAnswerOverdue,
  questionState,
  questionStates,
  threadOf,
} from './question-thread.js';
export type { AppliedRow, QuestionMessage, QuestionState, RowCorrection } from './question-thread.js';
