import type { ActionState } from '../action/state.js';
import type { Lookup } from '../kernel/decider.js';
import type { Principal } from '../kernel/metadata.js';
import { mayReportOn } from '../kernel/scope.js';
import type { MilestoneState } from './state.js';

/** True when somebody may report on a milestone: by its programme, or as its action's party. docs/domain.md, section 11. */
export function mayReport(principal: Principal, { programme, action }: MilestoneState, lookup: Lookup): boolean {
  const parties = action ? (lookup.find<ActionState>('action', action)?.state.parties ?? []) : [];
  return mayReportOn(principal, { programmes: [programme], parties: parties.map(({ party }) => party) });
}
