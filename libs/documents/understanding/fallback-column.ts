import type { ColumnRole } from '../model/understood.js';
import type { TableColumn } from './header-rows.js';

/** Lists of risks, people and money have owners and dates as well, and no actions. */
const NO_ACTION =
  /\b(?:risk|hazard|issue|name|role|post|person|cost|budget|value|contract|policy|document|meeting|date)s?\b/i;
const WHEN: readonly ColumnRole[] = ['timescale', 'revised', 'completed'];
const WHO_OR_HOW: readonly ColumnRole[] = ['owner', 'status', 'rating', 'progress'];

/** What comes after an action that another column names. */
const FOLLOWS = /^next steps?$/i;
const NAMES_ROWS = /^(?:title|summary|subject|headline)$/i;

const ANSWERS = /^(?:management )?response$/i;

/** "Summary" names the rows where only "Next steps" would be the action. */
function withSummary(columns: readonly TableColumn[]): readonly TableColumn[] {
  const summary = columns.find(({ role, heading }) => isFree(role) && NAMES_ROWS.test(heading.trim()));
  const actions = columns.filter(({ role }) => role === 'action');
  if (!summary || actions.length === 0 || !actions.every(({ heading }) => FOLLOWS.test(heading.trim()))) return columns;
  return columns.map((column) => (actions.includes(column) ? { ...column, role: 'note' } : column));
}

const isFree = (role: ColumnRole) =>
  role === 'description' || role === 'measure' || role === 'programme' || role === 'other';

/** Takes the column of the longest texts for the actions where the header names only owners and dates. */
export function withActions(
  given: readonly TableColumn[],
  lengthOf: (column: TableColumn) => number,
): readonly TableColumn[] {
  const columns = withSummary(given);
  const has = (roles: readonly ColumnRole[]) => columns.some(({ role }) => roles.includes(role));
  if (has(['action', 'decision', 'kind']) || !has(WHEN) || !has(WHO_OR_HOW)) return columns;
  const candidates = columns.filter(({ role, heading }) => isFree(role) && heading !== '' && !NO_ACTION.test(heading));
  const named =
    candidates.find(({ heading }) => ANSWERS.test(heading.trim())) ??
    candidates.find(({ heading }) => NAMES_ROWS.test(heading.trim()));
  const [longest] = [...candidates].sort((one, other) => lengthOf(other) - lengthOf(one));
  const best = named ?? longest;
  if (!best || lengthOf(best) < SHORTEST) return columns;
  const why = `No column is called an action; "${best.heading}" ${named ? 'names' : 'holds the longest texts of'} the rows.`;
  return columns.map((column) => (column === best ? { ...column, role: 'action', sure: 'doubtful', why } : column));
}

/** Letters that texts of actions have at least, on average. */
const SHORTEST = 10;
