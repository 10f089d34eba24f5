export { listAsk } from './asks/asks.js';
export { listActionMeetings } from './attention/action-meetings.js';
export { movedWithoutSlip } from './attention/moved-without-slip.js';
export { ACTION_MEETINGS, MOVED_WITHOUT_SLIP, SILENCES, WATERMELON_FILTERS, WATERMELONS } from './attention/schema.js';
export { silences } from './attention/silences.js';
export { listWatermelons } from './attention/watermelons.js';
export { listCalendar } from './calendar/calendar.js';
export { CALENDAR, CALENDAR_FILTERS, DATE_STATES, DATED } from './calendar/schema.js';
export type { ChangeKind } from './changes/change-kinds.js';
export { listChanges } from './changes/changes.js';
export {
  CHANGES,
  CHANGES_FILTERS,
  type ChangedItem,
  type ChangeEvent,
  type Changes,
  type FieldLine,
  type ReportedPoint,
  type Slip,
} from './changes/schema.js';
export { dossier } from './dossier/dossier.js';
export {
  type Consequence,
  type Difference,
  DOSSIER,
  type Dossier,
  type KnownAnswer,
  type KnownItem,
  type Review,
  type SettledCondition,
  type WhatWasKnown,
} from './dossier/schema.js';
export { listFigure } from './figures/listing.js';
export {
  ASK_FILTERS,
  ASK_PAGE,
  FIGURE_FILTERS,
  FIGURE_PAGE,
  GOVERNANCE_REPORT,
  type GovernanceReport,
} from './figures/schema.js';
export { governanceReport } from './governance/governance.js';
export { MEETING_PACK, meetingPack } from './governance/meeting-pack.js';
export { pack, packReader, portable, reportHash, reproducePack } from './governance/pack.js';
export { minutes } from './minutes/minutes.js';
export { MINUTES } from './minutes/schema.js';
export { reportFiguresDue } from './readiness/due.js';
export { FIGURES_DUE } from './readiness/figures-due.schema.js';
export { readiness } from './readiness/readiness.js';
export { READINESS } from './readiness/schema.js';
export { listReadings } from './readings/readings.js';
export { READINGS } from './readings/schema.js';
export { listSlippage } from './slippage/items.js';
export { SLIPPAGE, SLIPPAGE_FILTERS, SLIPPAGE_ITEMS } from './slippage/schema.js';
export { slippage } from './slippage/totals.js';
export { UPCOMING, UPCOMING_FILTERS } from './upcoming/schema.js';
export { listUpcoming } from './upcoming/upcoming.js';
