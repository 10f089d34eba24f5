import type { Principal } from '../kernel/metadata.js';
import { mayReportOn } from '../kernel/scope.js';
import type { TargetState } from './state.js';

/** True when somebody may report on a target: by its programme. docs/domain.md, section 11. */
export function mayReport(principal: Principal, { programme }: TargetState): boolean {
  return mayReportOn(principal, { programmes: [programme], parties: [] });
}
