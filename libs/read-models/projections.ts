import type { AnyProjection } from '#read-store/index.js';
import { actionProjection } from './actions/actions.projection.js';
import { decisionProjection } from './decisions/decisions.projection.js';
import { groupProjection } from './groups/groups.projection.js';
import { importProjection } from './imports/imports.projection.js';
import { ledgerProjection } from './ledger/ledger.projection.js';
import { meetingProjection } from './meetings/meetings.projection.js';
import { milestoneProjection } from './milestones/milestones.projection.js';
import { partyProjection } from './parties/parties.projection.js';
import { programmeProjection } from './programmes/programmes.projection.js';
import { targetProjection } from './targets/targets.projection.js';
import { tokenProjection } from './tokens/tokens.projection.js';
import { webhookProjection } from './webhooks/webhooks.projection.js';

/** One projection per kind of item. The projector writes the audit trail itself. */
export const PROJECTIONS: readonly AnyProjection[] = [
  ledgerProjection,
  tokenProjection,
  webhookProjection,
  partyProjection,
  groupProjection,
  programmeProjection,
  meetingProjection,
  actionProjection,
  milestoneProjection,
  targetProjection,
  decisionProjection,
  importProjection,
];
