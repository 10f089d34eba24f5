import type { Principal } from '../kernel/metadata.js';
import { mayReportOn } from '../kernel/scope.js';
import type { TargetState } from './state.js';

export function mayReport(principal: Principal, { programme }: TargetState): boolean {
  return mayReportOn(principal, { programmes: [programme], parties: [] });
}
