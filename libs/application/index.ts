export { isSearchable } from '#read-models/index.js';
export { tellAccess } from './commands/first-token.js';
export { type CommandResultEnricher, enricherOf } from './commands/result-enricher.js';
export {
  administratorsToken,
  makeSignInLink,
  SIGN_IN_LINK,
  SIGN_IN_LINK_MINUTES,
  SIGN_IN_PATH,
  type SignInLink,
} from './commands/sign-in-link.js';
export { deadlinesAt, isWatched, raise } from './deadlines/look.js';
export { watchDeadlines } from './deadlines/watch.js';
export { actorOf } from './ledger/actor.js';
export { type BackgroundTask, startBackgroundTask, waitingFor } from './ledger/background-task.js';
export { beginLedger, openBegunLedger } from './ledger/begin-ledger.js';
export { isIllustrative, type SimulatedClock, simulatedClock } from './ledger/clock.js';
export { type ConnectablePorts, commandPorts } from './ledger/command-ports.js';
export { type HistoryWatch, watchHistory } from './ledger/history-watch.js';
export { EVENTS_FILE, eventsOf, noLedger, readModelsOf, type StorageConfig } from './ledger/locations.js';
export { MISSING, type Missing, type MissingWatch, missingFrom, watchMissing } from './ledger/missing.js';
export { FORMAT_FILE, FolderInUse, type Ledger, openLedger } from './ledger/open-ledger.js';
export { administrator, COMMAND_LINE, SYSTEM } from './ledger/principals.js';
export { openReadSide, type ReadSide } from './ledger/read-side.js';
export { type Refusing, refusing } from './ledger/refusing.js';
export { readSeedState, writeSeedState } from './ledger/seed.js';
export { type StartedLedger, startLedger } from './ledger/start-ledger.js';
export { type StoreWatch, watchStore } from './ledger/store-watch.js';
export { HttpProblem, type Problem, problem, problemOf, wrongField } from './problems/problem.js';
export { type Ask, executeInSnapshot, executeQuery, type QueryDependencies } from './queries/execute-query.js';
export { ME, whoAmI } from './queries/me.js';
export { notFound } from './queries/not-found.js';
export { describeParameters, readParameters } from './queries/parameters.js';
export type { Queries } from './queries/queries.js';
export {
  type AnswerTo,
  MOMENT,
  PAGE,
  type PathValues,
  type QueryRoute,
  type WithNames,
} from './queries/query-route.js';
export { route as auditRoute } from './queries/reports/audit.js';
export { route as readingsRoute } from './queries/reports/readings.js';
export { isReport, REPORTS, type ReportAnswers, type ReportName } from './queries/reports/reports.js';
export { settling } from './queries/settling.js';
export { readerOf, tokenReader } from './queries/viewer.js';
export { historyRoutes } from './routes/history-routes.js';
export { queryRoutes, routes } from './routes/routes.js';
