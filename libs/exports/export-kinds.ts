import { kind as actionLog } from './kinds/action-log.js';
import { kind as actions } from './kinds/actions.js';
import { kind as audit } from './kinds/audit.js';
import { kind as changes } from './kinds/changes.js';
import { kind as decisions } from './kinds/decisions.js';
import { kind as milestones } from './kinds/milestones.js';
import { kind as slippage } from './kinds/slippage.js';
import { kind as targets } from './kinds/targets.js';
import type { ExportKind } from './model/export-kind.js';

/** Every export by its name in an address and on the command line. */
export const EXPORTS: Readonly<Record<string, ExportKind>> = {
  actions,
  milestones,
  targets,
  decisions,
  slippage,
  audit,
  changes,
  'action-log': actionLog,
};
