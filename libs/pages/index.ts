export { accessibility } from './accessibility/accessibility.page.js';
export { adminPage } from './admin/admin.page.js';
export type { Health } from './admin/health-words.js';
export { type SignInsTold, signInsPage } from './admin/sign-ins.page.js';
export { tokensPage } from './admin/tokens.page.js';
export { webhookPage, webhooksPage } from './admin/webhooks.page.js';
export {
  CALENDAR_FEEDS_PATH,
  type CalendarFeedsState,
  calendarFeedsPage,
  feedAsked,
} from './calendar-feeds/calendar-feeds.page.js';
export { type Digest, dayPeriod, type MadeDigests, makeDigests, meetingPeriod } from './digest/digest.js';
export { type DigestMessage, digestWriter } from './digest/digest-message.js';
export { checkPage, conflictPage } from './forms/check-page.js';
export { correctedIn, type Form, pageOf } from './forms/form.js';
export { formPage } from './forms/form-page.js';
export { forms } from './forms/forms.js';
export { readPeriod } from './forms/read-period.js';
export { readingNow } from './forms/reading.js';
export { secretPage } from './forms/secret-page.js';
export { bodyOf, idOf, inOrder, missingIn, type SaidError, sayErrors, type Typed, textIn } from './forms/typed.js';
export { pathOf } from './frame/address.js';
export { answerPage, type PageAnswer, type PageAsked, type RenderedPage } from './frame/answer-page.js';
export { type LedgerFrame, ledgerFrame } from './frame/frame.js';
export { addressAt, isPast, MOMENT_KEYS, momentParameters, type PageMoment, readMoment } from './frame/moment.js';
export type { EventProof, SignedIn, WebPage } from './frame/page.js';
export { paperStyle } from './frame/paper.js';
export { type ProblemPage, problemPage } from './frame/problem-page.js';
export { PAGES_FOLDER, type Render, renderer } from './frame/render.js';
export { sectionsOf } from './frame/sections.js';
export { signedInAs } from './frame/signed-in.js';
export { MOST_QUESTIONS, openQuestionsPage } from './imports/answer.page.js';
export { answersIn, everyQuestion, markOf } from './imports/answers.js';
export { checkImportPage } from './imports/check-import.page.js';
export { columnsIn, columnsPage } from './imports/columns.page.js';
export { donePage } from './imports/done.page.js';
export { importPage } from './imports/import.page.js';
export { importPath, importsPage, type UploadState } from './imports/imports.page.js';
export { type UndoState, undoPage } from './imports/undo.page.js';
export { uploadedIn } from './imports/upload.js';
export { MOST_SHEET_ROWS, measurementsPage, type SheetState } from './measurements/measurements.page.js';
export { bodyOfRow, figureForm, rowErrors, type SheetError, typedRows } from './measurements/sheet.js';
export { minutesFile } from './minutes/minutes-word.js';
export { pages } from './pages.js';
export { commandsOf, type RoomCommand } from './room/outcomes.js';
export { type RoomResults, roomPage } from './room/room.page.js';
export {
  LEAVE_TEMPLATE,
  leaveModel,
  NOT_LINKED_TEMPLATE,
  notLinkedModel,
  type OrganisationWord,
} from './sign-in/organisation.page.js';
export {
  keptInForm,
  keptThrough,
  RESUME_TEMPLATE,
  resumeModel,
  SIGN_IN_TEMPLATE,
  type SignInState,
  signInModel,
} from './sign-in/sign-in.page.js';
export { day, timeNow, when } from './words/dates.js';
export { status as statusWord } from './words/labels.js';
export { readAs } from './words/timescale.js';
