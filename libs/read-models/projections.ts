import type { AnyProjection } from '#read-store/tables/projection.js';
import { actionProjection } from './actions/projection.js';
import { decisionProjection } from './decisions/projection.js';
import { groupProjection } from './groups/projection.js';
import { ledgerProjection } from './ledger/projection.js';
import { meetingProjection } from './meetings/projection.js';
import { milestoneProjection } from './milestones/projection.js';
import { partyProjection } from './parties/projection.js';
import { programmeProjection } from './programmes/projection.js';
import { targetProjection } from './targets/projection.js';
import { accessProjection } from './tokens/projection.js';
import { webhookProjection } from './webhooks/projection.js';

/** Every kind of item and the read models made from it. The audit trail stands beside them: audit/. */
export const PROJECTIONS: readonly AnyProjection[] = [
  ledgerProjection,
  accessProjection,
  webhookProjection,
  partyProjection,
  groupProjection,
  programmeProjection,
  meetingProjection,
  actionProjection,
  milestoneProjection,
  targetProjection,
  decisionProjection,
];
