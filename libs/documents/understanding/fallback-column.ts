import type { ColumnRole } from '../model/understood.js';
import type { TableColumn } from './header-rows.js';

/** Lists of risks, people and money have owners and dates as well, and no actions. */
const NO_ACTION =
  /\b(?:risk|hazard|issue|name|role|post|person|cost|budget|value|contract|policy|document|meeting|date)s?\b/i;
const WHEN: readonly ColumnRole[] = ['timescale', 'revised', 'completed'];
const WHO_OR_HOW: readonly ColumnRole[] = ['owner', 'status', 'rating', 'progress'];

/** Takes the column of the longest texts for the actions where the header names only owners and dates. */
export function withActions(
  columns: readonly TableColumn[],
  lengthOf: (column: TableColumn) => number,
): readonly TableColumn[] {
  const has = (roles: readonly ColumnRole[]) => columns.some(({ role }) => roles.includes(role));
  if (has(['action', 'decision', 'kind']) || !has(WHEN) || !has(WHO_OR_HOW)) return columns;
  const candidates = columns.filter(
    ({ role, heading }) =>
      (role === 'description' || role === 'measure' || role === 'programme' || role === 'other') &&
      heading !== '' &&
      !NO_ACTION.test(heading),
  );
  const named = candidates.find(({ heading }) => /^(?:title|summary|subject|headline)$/i.test(heading.trim()));
  const [longest] = [...candidates].sort((one, other) => lengthOf(other) - lengthOf(one));
  const best = named ?? longest;
  if (!best || lengthOf(best) < SHORTEST) return columns;
  const why = `No column is called an action; "${best.heading}" ${named ? 'names' : 'holds the longest texts of'} the rows.`;
  return columns.map((column) => (column === best ? { ...column, role: 'action', sure: 'doubtful', why } : column));
}

/** Letters that texts of actions have at least, on average. */
const SHORTEST = 10;
