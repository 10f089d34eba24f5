export const HAPPENINGS = {
  decision: {
    DecisionRecorded: 'recorded',
    DecisionConditionMet: 'condition-met',
    DecisionConditionWaived: 'condition-waived',
    DecisionConditionFailed: 'condition-failed',
    DecisionReleased: 'released',
    DecisionReviewed: 'reviewed',
    DecisionChallenged: 'challenged',
    DecisionChallengeResolved: 'challenge-resolved',
    DecisionSuperseded: 'superseded',
    DecisionRevoked: 'revoked',
  },
  milestone: {
    MilestoneMet: 'met',
    MilestoneMetReversed: 'met-reversed',
    MilestoneMissed: 'missed',
    MilestoneDateRevised: 'date-revised',
    MilestoneWithdrawn: 'withdrawn',
  },
  breach: { TargetBreached: 'breached', TargetRecovered: 'recovered' },
} as const;
export type TimelineKind = keyof typeof HAPPENINGS;
export const TIMELINE_KINDS = Object.keys(HAPPENINGS) as readonly TimelineKind[];

type Words<Kind> = Kind extends TimelineKind ? (typeof HAPPENINGS)[Kind][keyof (typeof HAPPENINGS)[Kind]] : never;
export type Happened = Words<TimelineKind>;

const BY_TYPE = new Map(
  TIMELINE_KINDS.flatMap((kind) =>
    Object.entries(HAPPENINGS[kind]).map(([type, what]) => [type, { kind, what: what as Happened }] as const),
  ),
);

export const typesOf = (kind?: TimelineKind): readonly string[] =>
  [...BY_TYPE].filter(([, happening]) => kind === undefined || happening.kind === kind).map(([type]) => type);

/**
 * SQL condition shared by the partial index and its query, so that the planner matches them. OR, because SQLite
 * rebuilds an `IN` list for every row.
 */
export const onTimeline = (column: string) =>
  `(${typesOf()
    .map((type) => `${column} = '${type}'`)
    .join(' OR ')})`;

const LATE_AFTER = 24 * 60 * 60 * 1_000;

/** SQL condition shared by the partial index and its query. `row` is the audit row's alias with its dot. */
export const recordedLate = (row: string) => `${row}recorded_at - ${row}effective_from >= ${LATE_AFTER}`;

export function happeningOf(type: string) {
  const happening = BY_TYPE.get(type);
  if (!happening) throw new Error(`Event type ${type} is not on the timeline.`);
  return happening;
}
