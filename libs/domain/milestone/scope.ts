import type { ActionState } from '../action/state.js';
import type { Lookup } from '../kernel/decider.js';
import type { Principal } from '../kernel/metadata.js';
import { mayReportOn } from '../kernel/scope.js';
import type { MilestoneState } from './state.js';

export function mayReport(principal: Principal, { programme, action }: MilestoneState, lookup: Lookup): boolean {
  const parties = action ? (lookup.find<ActionState>('action', action)?.state.parties ?? []) : [];
  return mayReportOn(principal, { programmes: [programme], parties: parties.map(({ party }) => party) });
}
