import type { Principal } from '../kernel/metadata.js';
import { mayReportOn } from '../kernel/scope.js';
import type { ActionState } from './state.js';

export function mayReport(principal: Principal, { programme, alsoIn, parties }: ActionState): boolean {
  return mayReportOn(principal, {
    programmes: [programme, ...alsoIn],
    parties: parties.map(({ party }) => party),
  });
}
