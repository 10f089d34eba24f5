import type { Principal } from '../kernel/metadata.js';
import { mayReportOn } from '../kernel/scope.js';
import type { ActionState } from './state.js';

/** True when somebody may report on an action: docs/domain.md, section 11. */
export function mayReport(principal: Principal, { programme, alsoIn, parties }: ActionState): boolean {
  return mayReportOn(principal, {
    programmes: [programme, ...alsoIn],
    parties: parties.map(({ party }) => party),
  });
}
