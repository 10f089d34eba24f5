import type { ActionFact } from '../action/events.js';
import type { DecisionFact } from '../decision/events.js';
import type { GroupFact } from '../group/group.js';
import type { ImportFact } from '../import/events.js';
import type { Fact } from '../kernel/decider.js';
import type { EventMetadata } from '../kernel/metadata.js';
import type { LedgerFact } from '../ledger/events.js';
import type { MeetingFact } from '../meeting/meeting.js';
import type { MilestoneFact } from '../milestone/events.js';
import type { PartyFact } from '../party/state.js';
import type { ProgrammeFact } from '../programme/programme.js';
import type { ReferenceFact } from '../reference/events.js';
import type { TargetFact } from '../target/events.js';
import type { TokenFact } from '../token/events.js';
import type { WebhookFact } from '../webhook/events.js';

export interface Facts {
  programme: ProgrammeFact;
  group: GroupFact;
  party: PartyFact;
  meeting: MeetingFact;
  action: ActionFact;
  milestone: MilestoneFact;
  target: TargetFact;
  decision: DecisionFact;
  token: TokenFact;
  webhook: WebhookFact;
  import: ImportFact;
  ledger: LedgerFact;
  reference: ReferenceFact;
}

/** ts-json-schema-generator makes the event catalogue from this type. */
export interface Catalogued {
  fact: Facts[keyof Facts];
  metadata: EventMetadata;
}

export type Examples<F extends Fact> = { readonly [Each in F as Each['type']]: Each['data'] };
