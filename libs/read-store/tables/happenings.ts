/** What a timeline shows, and the word for each of its events. */
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
/** What happened, in a word. */
export type Happened = Words<TimelineKind>;

const BY_TYPE = new Map(
  TIMELINE_KINDS.flatMap((kind) =>
    Object.entries(HAPPENINGS[kind]).map(([type, what]) => [type, { kind, what: what as Happened }] as const),
  ),
);

/** The event types of a kind, or of all. */
export const typesOf = (kind?: TimelineKind): readonly string[] =>
  [...BY_TYPE].filter(([, happening]) => kind === undefined || happening.kind === kind).map(([type]) => type);

/**
 * In SQL, that a column holds one of them: said alike by the index and by the question, so that the one serves the
 * other. As alternatives: the list of an `IN` is made anew for every row that SQLite looks at for an index.
 */
export const onTimeline = (column: string) =>
  `(${typesOf()
    .map((type) => `${column} = '${type}'`)
    .join(' OR ')})`;

/** What an event type of the timeline tells of. Throws for any other. */
export function happeningOf(type: string) {
  const happening = BY_TYPE.get(type);
  if (!happening) throw new Error(`${type} is no event of the timeline.`);
  return happening;
}
