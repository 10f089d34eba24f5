import type { AnswerTo, routes } from '#application/index.js';
import { spark } from '../charts/spark.js';
import { heldTo } from '../target/target-words.js';
import { count, day, period, plural, shortPeriod } from '../words/dates.js';
import { missedTarget } from '../words/figures.js';
import { disposition, figure } from '../words/labels.js';

export type BoardReport = AnswerTo<typeof routes.governance>;
export type ListedLine = BoardReport['lists'][number]['items'][number];
type Actions = AnswerTo<typeof routes.actions>['items'];
type Targets = AnswerTo<typeof routes.targets>['items'];
type Decisions = AnswerTo<typeof routes.decisions>['items'];
type Programme = BoardReport['programmes'][number];
type Counts = Programme['actions'];

interface Cell {
  readonly label: string;
  readonly n: number;
  readonly figure: string;
  readonly what: string;
}

const byReference = <Row extends { readonly reference: string }>(rows: readonly Row[]) =>
  new Map(rows.map((row) => [row.reference, row]));

/** A programme's figures; what is elsewhere has actions alone. */
export function cellsOf(name: string, actions: Counts, others?: Pick<Programme, 'targets' | 'milestones'>): Cell[] {
  const { open, overdue, dueNext, noReviewDate, silent } = actions;
  const cells = [
    { label: 'Open', n: open, figure: 'actions.open', what: `open in ${name}` },
    {
      label: 'Past date',
      n: overdue,
      figure: 'actions.overdue',
      what: plural(overdue, 'past its date', 'past their date'),
    },
    { label: 'Due next', n: dueNext, figure: 'actions.dueNext', what: 'due next' },
    { label: 'No review date', n: noReviewDate, figure: 'actions.noReviewDate', what: 'ongoing without a review date' },
    { label: 'Nothing heard', n: silent, figure: 'actions.silent', what: 'without a word' },
  ];
  if (!others) return cells;
  const { targets, milestones } = others;
  return [
    ...cells,
    { label: 'Targets missed', n: targets.breached, figure: 'targets.breached', what: missedTarget(targets.breached) },
    {
      label: 'Milestones past',
      n: milestones.overdue,
      figure: 'milestones.overdue',
      what: plural(milestones.overdue, 'milestone past its date', 'milestones past their date'),
    },
  ];
}

/** A line of a list with what its lead said: nothing stands here that the item's page does not say. */
export function promised(lines: readonly ListedLine[], actions: Actions) {
  const known = byReference(actions);
  return lines.map((line) => {
    const action = known.get(line.reference);
    const written = action?.agreed?.text;
    return {
      item: line,
      isMilestone: line.kind === 'milestone',
      owner: line.owner,
      due: line.due,
      written: written && !isSameDay(written, line.due) ? written : null,
      daysPast: line.daysPast,
      said: action?.rating ?? { rating: null },
      found: action?.derivedRating ?? { rating: null, reasons: [] },
      reported: action?.progress ?? null,
    };
  });
}

/** "9 March 2018" beside 9 March 2018 says nothing more. */
const isSameDay = (written: string, due: string | null) =>
  written.replaceAll(/\s/g, ' ').toLowerCase() === day(due).replaceAll(/\s/g, ' ').toLowerCase();

export function missedTargets(lines: readonly ListedLine[], targets: Targets) {
  const known = byReference(targets);
  return lines.map((line) => {
    const target = known.get(line.reference);
    const figures = target?.recent ?? [];
    const last = figures.at(-1);
    const [first] = line.breachedPeriods;
    const values = figures.map(({ value }) => Number(value));
    const expected = figures.findLast((each) => each.expected !== null)?.expected;
    return {
      item: line,
      level: target && expected ? heldTo(target, expected) : 'No level is stated',
      latest: last && target ? { value: figure(last.value, target.unit), period: period(last.period) } : null,
      missed: first ? `${count(line.breachedPeriods.length, unitOf(first))}, from ${shortPeriod(first)}` : 'not stated',
      spark: values.every(Number.isFinite) ? spark(values, expected ? Number(expected) : undefined) : '',
    };
  });
}

const unitOf = (first: string): string =>
  first.includes('Q') ? 'quarter' : /^\d{4}-\d{2}$/.test(first) ? 'month' : 'year';

export function decisionRows(lines: readonly ListedLine[], decisions: Decisions) {
  const known = byReference(decisions);
  return lines.map((line) => {
    const decision = known.get(line.reference);
    return {
      item: line,
      decided: decision ? disposition(decision.disposition) : 'not stated',
      on: decision?.decidedOn ?? 'not-stated',
      conditions: (decision?.conditions ?? []).filter(({ outcome }) => outcome === 'open'),
      review: line.due,
    };
  });
}
