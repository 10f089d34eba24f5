import type { JsonObject } from '../kernel/json.js';

// Written by `npm run catalogue` from the types of the facts; not to be edited.

/** The JSON Schema of each event's data, by its type. */
export const data: Readonly<Record<string, JsonObject>> = {
  ProgrammeRegistered: {
    type: 'object',
    properties: {
      reference: {
        type: 'string',
      },
      name: {
        type: 'string',
      },
      description: {
        type: 'string',
      },
      lead: {
        type: 'string',
      },
      parent: {
        type: 'string',
      },
      group: {
        type: 'string',
      },
    },
    required: ['reference', 'name'],
    additionalProperties: false,
  },
  ProgrammeDescribed: {
    type: 'object',
    properties: {
      name: {
        type: 'string',
      },
      description: {
        type: 'string',
      },
      lead: {
        type: 'string',
      },
      parent: {
        type: 'string',
      },
    },
    additionalProperties: false,
  },
  ProgrammeGroupAssigned: {
    type: 'object',
    properties: {
      group: {
        type: 'string',
      },
    },
    required: ['group'],
    additionalProperties: false,
  },
  ProgrammeClosed: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
      successors: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
    },
    required: ['reason', 'successors'],
    additionalProperties: false,
  },
  GroupRegistered: {
    type: 'object',
    properties: {
      reference: {
        type: 'string',
      },
      name: {
        type: 'string',
      },
      description: {
        type: 'string',
      },
      lead: {
        type: 'string',
      },
      parent: {
        type: 'string',
      },
    },
    required: ['reference', 'name'],
    additionalProperties: false,
  },
  GroupDescribed: {
    type: 'object',
    properties: {
      name: {
        type: 'string',
      },
      description: {
        type: 'string',
      },
      lead: {
        type: 'string',
      },
      parent: {
        type: 'string',
      },
    },
    additionalProperties: false,
  },
  GroupQuorumSet: {
    type: 'object',
    properties: {
      atLeast: {
        type: 'number',
      },
      posts: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
    },
    required: ['atLeast', 'posts'],
    additionalProperties: false,
  },
  GroupQuorumRemoved: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  GroupClosed: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
      successor: {
        type: 'string',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  PartyRegistered: {
    type: 'object',
    properties: {
      reference: {
        type: 'string',
      },
      kind: {
        $ref: '#/$defs/PartyKind',
      },
      name: {
        type: 'string',
      },
      organisation: {
        type: 'string',
      },
    },
    required: ['reference', 'kind'],
    additionalProperties: false,
  },
  PartyDescribed: {
    type: 'object',
    properties: {
      name: {
        type: 'string',
      },
      organisation: {
        type: 'string',
      },
      renamed: {
        type: 'boolean',
        const: true,
      },
    },
    additionalProperties: false,
  },
  PartyRetired: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    additionalProperties: false,
  },
  PersonErased: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  PartyMailAddressRecorded: {
    type: 'object',
    additionalProperties: false,
  },
  PartyMailAddressRemoved: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    additionalProperties: false,
  },
  PartyDigestStopped: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    additionalProperties: false,
  },
  PartyDigestResumed: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    additionalProperties: false,
  },
  MeetingScheduled: {
    type: 'object',
    properties: {
      reference: {
        type: 'string',
      },
      group: {
        type: 'string',
      },
      startsAt: {
        $ref: '#/$defs/Instant',
      },
      title: {
        type: 'string',
      },
    },
    required: ['reference', 'group', 'startsAt'],
    additionalProperties: false,
  },
  MeetingRescheduled: {
    type: 'object',
    properties: {
      startsAt: {
        $ref: '#/$defs/Instant',
      },
      reason: {
        type: 'string',
      },
    },
    required: ['startsAt', 'reason'],
    additionalProperties: false,
  },
  MeetingPackIssued: {
    $ref: '#/$defs/IssuedPack',
  },
  MeetingHeld: {
    type: 'object',
    properties: {
      present: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      apologies: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      quorate: {
        type: 'boolean',
      },
    },
    required: ['present', 'apologies'],
    additionalProperties: false,
  },
  MeetingMinutesApproved: {
    type: 'object',
    additionalProperties: false,
  },
  MeetingCancelled: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  ActionCreated: {
    type: 'object',
    properties: {
      reference: {
        type: 'string',
      },
      title: {
        type: 'string',
      },
      description: {
        type: 'string',
      },
      programme: {
        type: 'string',
      },
      alsoIn: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      overseenBy: {
        type: 'string',
      },
      parent: {
        type: 'string',
      },
      timescale: {
        $ref: '#/$defs/Timescale',
      },
      parties: {
        type: 'array',
        items: {
          $ref: '#/$defs/PartyPart',
        },
      },
      externalRefs: {
        type: 'array',
        items: {
          $ref: '#/$defs/ExternalRef',
        },
      },
      dependsOn: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      reviewOn: {
        $ref: '#/$defs/CalendarDate',
      },
      access: {
        $ref: '#/$defs/Access',
      },
    },
    required: ['reference', 'title', 'programme', 'access'],
    additionalProperties: false,
  },
  ActionDescribed: {
    type: 'object',
    properties: {
      title: {
        type: 'string',
      },
      description: {
        type: 'string',
      },
      alsoIn: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      overseenBy: {
        type: ['string', 'null'],
      },
      externalRefs: {
        type: 'array',
        items: {
          $ref: '#/$defs/ExternalRef',
        },
      },
      access: {
        $ref: '#/$defs/Access',
      },
    },
    additionalProperties: false,
  },
  ActionMoved: {
    type: 'object',
    properties: {
      programme: {
        type: 'string',
      },
      reason: {
        type: 'string',
      },
    },
    required: ['programme', 'reason'],
    additionalProperties: false,
  },
  ActionPartyAssigned: {
    $ref: '#/$defs/PartyPart',
  },
  ActionPartyReleased: {
    $ref: '#/$defs/PartyPart',
  },
  ActionTimescaleRevised: {
    type: 'object',
    properties: {
      timescale: {
        $ref: '#/$defs/Timescale',
      },
      reason: {
        type: 'string',
      },
      authority: {
        $ref: '#/$defs/Authority',
      },
      askedBy: {
        type: 'string',
      },
    },
    required: ['timescale', 'reason', 'authority'],
    additionalProperties: false,
  },
  ActionDateRequested: {
    type: 'object',
    properties: {
      timescale: {
        $ref: '#/$defs/Timescale',
      },
      reason: {
        type: 'string',
      },
    },
    required: ['timescale', 'reason'],
    additionalProperties: false,
  },
  ActionDateRequestRefused: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  ActionReadingConfirmed: {
    type: 'object',
    properties: {
      timescale: {
        $ref: '#/$defs/Timescale',
      },
      basis: {
        type: 'string',
      },
    },
    required: ['timescale', 'basis'],
    additionalProperties: false,
  },
  ActionForecast: {
    type: 'object',
    properties: {
      timescale: {
        $ref: '#/$defs/Timescale',
      },
      narrative: {
        type: 'string',
      },
    },
    required: ['timescale'],
    additionalProperties: false,
  },
  ActionReviewDateSet: {
    type: 'object',
    properties: {
      reviewOn: {
        anyOf: [
          {
            $ref: '#/$defs/CalendarDate',
          },
          {
            type: 'null',
          },
        ],
      },
    },
    required: ['reviewOn'],
    additionalProperties: false,
  },
  ActionReviewFellDue: {
    type: 'object',
    properties: {
      reviewOn: {
        $ref: '#/$defs/CalendarDate',
      },
    },
    required: ['reviewOn'],
    additionalProperties: false,
  },
  ActionStarted: {
    type: 'object',
    additionalProperties: false,
  },
  ActionProgressReported: {
    type: 'object',
    properties: {
      narrative: {
        type: 'string',
      },
      percent: {
        type: 'number',
      },
    },
    required: ['narrative'],
    additionalProperties: false,
  },
  ActionRated: {
    type: 'object',
    properties: {
      rating: {
        $ref: '#/$defs/Rating',
      },
      narrative: {
        type: 'string',
      },
      scheme: {
        type: 'number',
      },
    },
    required: ['rating', 'scheme'],
    additionalProperties: false,
  },
  ActionBlocked: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  ActionUnblocked: {
    type: 'object',
    additionalProperties: false,
  },
  ActionDeferred: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
      until: {
        $ref: '#/$defs/CalendarDate',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  ActionDeferralFellDue: {
    type: 'object',
    properties: {
      until: {
        $ref: '#/$defs/CalendarDate',
      },
    },
    required: ['until'],
    additionalProperties: false,
  },
  ActionResumed: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  ActionOccurrenceCompleted: {
    type: 'object',
    properties: {
      due: {
        $ref: '#/$defs/CalendarDate',
      },
      evidence: {
        type: 'string',
      },
    },
    required: ['due'],
    additionalProperties: false,
  },
  ActionOccurrenceMissed: {
    type: 'object',
    properties: {
      due: {
        $ref: '#/$defs/CalendarDate',
      },
      reason: {
        type: 'string',
      },
    },
    required: ['due', 'reason'],
    additionalProperties: false,
  },
  ActionCompleted: {
    type: 'object',
    properties: {
      narrative: {
        type: 'string',
      },
    },
    additionalProperties: false,
  },
  ActionCompletionDeclined: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  ActionVerified: {
    type: 'object',
    properties: {
      evidence: {
        type: 'string',
      },
    },
    additionalProperties: false,
  },
  ActionWithdrawn: {
    type: 'object',
    properties: {
      kind: {
        $ref: '#/$defs/WithdrawalKind',
      },
      reason: {
        type: 'string',
      },
      replacedBy: {
        type: 'string',
      },
    },
    required: ['kind', 'reason'],
    additionalProperties: false,
  },
  ActionReopened: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  ActionSplit: {
    type: 'object',
    properties: {
      into: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
    },
    required: ['into'],
    additionalProperties: false,
  },
  ActionMerged: {
    type: 'object',
    properties: {
      into: {
        type: 'string',
      },
      reason: {
        type: 'string',
      },
    },
    required: ['into', 'reason'],
    additionalProperties: false,
  },
  ActionEscalated: {
    type: 'object',
    properties: {
      to: {
        type: 'string',
      },
      ask: {
        type: 'string',
      },
    },
    required: ['to', 'ask'],
    additionalProperties: false,
  },
  ActionEscalationAnswered: {
    type: 'object',
    properties: {
      answer: {
        type: 'string',
        enum: ['accepted', 'returned'],
      },
      narrative: {
        type: 'string',
      },
    },
    required: ['answer'],
    additionalProperties: false,
  },
  ActionDependencyAdded: {
    type: 'object',
    properties: {
      on: {
        type: 'string',
      },
    },
    required: ['on'],
    additionalProperties: false,
  },
  ActionDependencyRemoved: {
    type: 'object',
    properties: {
      on: {
        type: 'string',
      },
      reason: {
        type: 'string',
      },
    },
    required: ['on', 'reason'],
    additionalProperties: false,
  },
  ActionEvidenceAttached: {
    type: 'object',
    properties: {
      title: {
        type: 'string',
      },
      url: {
        type: 'string',
      },
      text: {
        type: 'string',
      },
      access: {
        $ref: '#/$defs/Access',
      },
    },
    required: ['title', 'access'],
    additionalProperties: false,
  },
  ActionNoteAdded: {
    type: 'object',
    properties: {
      text: {
        type: 'string',
      },
      access: {
        $ref: '#/$defs/Access',
      },
    },
    required: ['text', 'access'],
    additionalProperties: false,
  },
  ActionCorrected: {
    type: 'object',
    properties: {
      field: {
        type: 'string',
      },
      before: {},
      value: {},
      reason: {
        type: 'string',
      },
    },
    required: ['field', 'before', 'value', 'reason'],
    additionalProperties: false,
  },
  MilestoneSet: {
    type: 'object',
    properties: {
      reference: {
        type: 'string',
      },
      title: {
        type: 'string',
      },
      programme: {
        type: 'string',
      },
      action: {
        type: 'string',
      },
      due: {
        $ref: '#/$defs/Timescale',
      },
      access: {
        $ref: '#/$defs/Access',
      },
    },
    required: ['reference', 'title', 'programme', 'due', 'access'],
    additionalProperties: false,
  },
  MilestoneDateRevised: {
    type: 'object',
    properties: {
      due: {
        $ref: '#/$defs/Timescale',
      },
      reason: {
        type: 'string',
      },
      authority: {
        $ref: '#/$defs/Authority',
      },
      askedBy: {
        type: 'string',
      },
    },
    required: ['due', 'reason', 'authority'],
    additionalProperties: false,
  },
  MilestoneDateRequested: {
    type: 'object',
    properties: {
      due: {
        $ref: '#/$defs/Timescale',
      },
      reason: {
        type: 'string',
      },
    },
    required: ['due', 'reason'],
    additionalProperties: false,
  },
  MilestoneDateRequestRefused: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  MilestoneReadingConfirmed: {
    type: 'object',
    properties: {
      due: {
        $ref: '#/$defs/Timescale',
      },
      basis: {
        type: 'string',
      },
    },
    required: ['due', 'basis'],
    additionalProperties: false,
  },
  MilestoneForecast: {
    type: 'object',
    properties: {
      due: {
        $ref: '#/$defs/Timescale',
      },
      narrative: {
        type: 'string',
      },
    },
    required: ['due'],
    additionalProperties: false,
  },
  MilestoneMet: {
    type: 'object',
    properties: {
      metOn: {
        $ref: '#/$defs/CalendarDate',
      },
      evidence: {
        type: 'string',
      },
    },
    additionalProperties: false,
  },
  MilestoneMetReversed: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  MilestoneMissed: {
    type: 'object',
    properties: {
      due: {
        anyOf: [
          {
            $ref: '#/$defs/CalendarDate',
          },
          {
            type: 'null',
          },
        ],
      },
      narrative: {
        type: 'string',
      },
    },
    required: ['due'],
    additionalProperties: false,
  },
  MilestoneWithdrawn: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  MilestoneCorrected: {
    type: 'object',
    properties: {
      field: {
        type: 'string',
      },
      before: {},
      value: {},
      reason: {
        type: 'string',
      },
    },
    required: ['field', 'before', 'value', 'reason'],
    additionalProperties: false,
  },
  TargetSet: {
    type: 'object',
    properties: {
      reference: {
        type: 'string',
      },
      programme: {
        type: 'string',
      },
      measure: {
        type: 'string',
      },
      unit: {
        type: 'string',
      },
      direction: {
        $ref: '#/$defs/Direction',
      },
      kind: {
        $ref: '#/$defs/TargetKind',
      },
      accumulates: {
        type: 'boolean',
      },
      baseline: {
        $ref: '#/$defs/Baseline',
      },
      trajectory: {
        type: 'array',
        items: {
          $ref: '#/$defs/TrajectoryPoint',
        },
      },
      access: {
        $ref: '#/$defs/Access',
      },
    },
    required: ['reference', 'programme', 'measure', 'unit', 'direction', 'kind', 'accumulates', 'trajectory', 'access'],
    additionalProperties: false,
  },
  TargetTrajectorySet: {
    type: 'object',
    properties: {
      trajectory: {
        type: 'array',
        items: {
          $ref: '#/$defs/TrajectoryPoint',
        },
      },
      reason: {
        type: 'string',
      },
    },
    required: ['trajectory', 'reason'],
    additionalProperties: false,
  },
  TargetMeasured: {
    $ref: '#/$defs/Measurement',
  },
  TargetMeasurementCorrected: {
    type: 'object',
    additionalProperties: false,
    properties: {
      before: {
        $ref: '#/$defs/Measurement',
      },
      reason: {
        type: 'string',
      },
      period: {
        $ref: '#/$defs/Period',
      },
      value: {
        $ref: '#/$defs/Figure',
      },
      numerator: {
        $ref: '#/$defs/Figure',
      },
      denominator: {
        $ref: '#/$defs/Figure',
      },
      qualifier: {
        $ref: '#/$defs/Qualifier',
      },
      low: {
        $ref: '#/$defs/Figure',
      },
      high: {
        $ref: '#/$defs/Figure',
      },
      status: {
        type: 'string',
        enum: ['provisional', 'final'],
      },
      source: {
        type: 'string',
      },
      reportedOn: {
        $ref: '#/$defs/CalendarDate',
      },
      access: {
        $ref: '#/$defs/Access',
      },
    },
    required: ['access', 'before', 'period', 'reason', 'status'],
  },
  TargetBreached: {
    $ref: '#/$defs/Breach',
  },
  TargetRecovered: {
    $ref: '#/$defs/Recovery',
  },
  TargetForecast: {
    $ref: '#/$defs/Forecast',
  },
  TargetLimitsRecalculated: {
    $ref: '#/$defs/Recalculation',
  },
  TargetSuspended: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  TargetResumed: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  TargetWithdrawn: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  TargetCorrected: {
    type: 'object',
    properties: {
      field: {
        type: 'string',
      },
      before: {},
      value: {},
      reason: {
        type: 'string',
      },
    },
    required: ['field', 'before', 'value', 'reason'],
    additionalProperties: false,
  },
  DecisionRecorded: {
    type: 'object',
    properties: {
      reference: {
        type: 'string',
      },
      title: {
        type: 'string',
      },
      disposition: {
        $ref: '#/$defs/Disposition',
      },
      rationale: {
        type: 'string',
      },
      decidedOn: {
        $ref: '#/$defs/OccurredAt',
      },
      group: {
        type: 'string',
      },
      meeting: {
        type: 'string',
      },
      takenBy: {
        $ref: '#/$defs/WayTaken',
      },
      conditions: {
        type: 'array',
        items: {
          $ref: '#/$defs/Condition',
        },
      },
      reviewBy: {
        $ref: '#/$defs/CalendarDate',
      },
      alternatives: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      affects: {
        type: 'array',
        items: {
          $ref: '#/$defs/Affected',
        },
      },
      funding: {
        type: 'array',
        items: {
          $ref: '#/$defs/FundingLine',
        },
      },
      supersedes: {
        type: 'string',
      },
      ratifies: {
        type: 'string',
      },
      access: {
        $ref: '#/$defs/Access',
      },
    },
    required: [
      'reference',
      'title',
      'disposition',
      'rationale',
      'decidedOn',
      'takenBy',
      'conditions',
      'alternatives',
      'affects',
      'funding',
      'access',
    ],
    additionalProperties: false,
  },
  DecisionConditionMet: {
    type: 'object',
    properties: {
      condition: {
        type: 'number',
      },
      evidence: {
        type: 'string',
      },
    },
    required: ['condition'],
    additionalProperties: false,
  },
  DecisionConditionWaived: {
    type: 'object',
    properties: {
      condition: {
        type: 'number',
      },
      reason: {
        type: 'string',
      },
    },
    required: ['condition'],
    additionalProperties: false,
  },
  DecisionConditionFailed: {
    type: 'object',
    properties: {
      condition: {
        type: 'number',
      },
      reason: {
        type: 'string',
      },
    },
    required: ['condition', 'reason'],
    additionalProperties: false,
  },
  DecisionReleased: {
    type: 'object',
    properties: {
      narrative: {
        type: 'string',
      },
    },
    additionalProperties: false,
  },
  DecisionReviewed: {
    type: 'object',
    properties: {
      outcome: {
        type: 'string',
      },
      narrative: {
        type: 'string',
      },
      nextReviewBy: {
        $ref: '#/$defs/CalendarDate',
      },
    },
    required: ['outcome'],
    additionalProperties: false,
  },
  DecisionReviewFellDue: {
    type: 'object',
    properties: {
      reviewBy: {
        $ref: '#/$defs/CalendarDate',
      },
    },
    required: ['reviewBy'],
    additionalProperties: false,
  },
  DecisionAffectedAdded: {
    $ref: '#/$defs/Affected',
  },
  DecisionChallenged: {
    type: 'object',
    properties: {
      by: {
        type: 'string',
      },
      grounds: {
        type: 'string',
      },
    },
    required: ['by', 'grounds'],
    additionalProperties: false,
  },
  DecisionChallengeResolved: {
    type: 'object',
    properties: {
      outcome: {
        type: 'string',
      },
      narrative: {
        type: 'string',
      },
    },
    required: ['outcome'],
    additionalProperties: false,
  },
  DecisionSuperseded: {
    type: 'object',
    properties: {
      by: {
        type: 'string',
      },
      reason: {
        type: 'string',
      },
    },
    required: ['by', 'reason'],
    additionalProperties: false,
  },
  DecisionRevoked: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  DecisionCorrected: {
    type: 'object',
    properties: {
      field: {
        type: 'string',
      },
      before: {},
      value: {},
      reason: {
        type: 'string',
      },
    },
    required: ['field', 'before', 'value', 'reason'],
    additionalProperties: false,
  },
  TokenIssued: {
    type: 'object',
    properties: {
      reference: {
        type: 'string',
      },
      token: {
        type: 'string',
      },
      party: {
        type: 'string',
      },
      roles: {
        type: 'array',
        items: {
          $ref: '#/$defs/Role',
        },
      },
      programmes: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      groups: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      label: {
        type: 'string',
      },
    },
    required: ['reference', 'token', 'party', 'roles', 'programmes', 'groups'],
    additionalProperties: false,
  },
  TokenRevoked: {
    type: 'object',
    properties: {
      token: {
        type: 'string',
      },
      reason: {
        type: 'string',
      },
    },
    required: ['token'],
    additionalProperties: false,
  },
  TokenSignInLinked: {
    type: 'object',
    properties: {
      token: {
        type: 'string',
      },
      signIn: {
        type: 'string',
      },
      reason: {
        type: 'string',
      },
    },
    required: ['token', 'signIn'],
    additionalProperties: false,
  },
  TokenSignInUnlinked: {
    type: 'object',
    properties: {
      token: {
        type: 'string',
      },
      signIn: {
        type: 'string',
      },
      reason: {
        type: 'string',
      },
    },
    required: ['token', 'signIn'],
    additionalProperties: false,
  },
  WebhookCreated: {
    type: 'object',
    properties: {
      reference: {
        type: 'string',
      },
      url: {
        type: 'string',
      },
      token: {
        type: 'string',
      },
      item: {
        type: 'string',
      },
      type: {
        type: 'string',
      },
      from: {
        $ref: '#/$defs/From',
      },
    },
    required: ['reference', 'url', 'token'],
    additionalProperties: false,
  },
  WebhookDisabled: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    additionalProperties: false,
  },
  WebhookEnabled: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    additionalProperties: false,
  },
  WebhookReplayed: {
    type: 'object',
    properties: {
      from: {
        $ref: '#/$defs/From',
      },
    },
    required: ['from'],
    additionalProperties: false,
  },
  WebhookSecretRolled: {
    type: 'object',
    properties: {
      oldValidUntil: {
        $ref: '#/$defs/Instant',
      },
      reason: {
        type: 'string',
      },
    },
    additionalProperties: false,
  },
  WebhookEventSkipped: {
    type: 'object',
    additionalProperties: false,
    properties: {
      reason: {
        type: 'string',
      },
      number: {
        type: 'number',
      },
      eventId: {
        type: 'string',
      },
      eventType: {
        type: 'string',
      },
    },
    required: ['eventId', 'eventType', 'number', 'reason'],
  },
  WebhookEventRequeued: {
    type: 'object',
    additionalProperties: false,
    properties: {
      reason: {
        type: 'string',
      },
      number: {
        type: 'number',
      },
      eventId: {
        type: 'string',
      },
      eventType: {
        type: 'string',
      },
    },
    required: ['eventId', 'eventType', 'number'],
  },
  WebhookResumed: {
    type: 'object',
    properties: {
      halted: {
        type: 'string',
      },
      from: {
        $ref: '#/$defs/From',
      },
      reason: {
        type: 'string',
      },
    },
    required: ['halted'],
    additionalProperties: false,
  },
  WebhookWithdrawn: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
    },
    required: ['reason'],
    additionalProperties: false,
  },
  ImportUploaded: {
    type: 'object',
    properties: {
      reference: {
        type: 'string',
      },
      document: {
        type: 'string',
      },
      sha256: {
        type: 'string',
      },
      bytes: {
        type: 'number',
      },
      format: {
        type: 'string',
      },
      title: {
        type: 'string',
      },
      documentDate: {
        $ref: '#/$defs/CalendarDate',
      },
      columns: {
        type: 'array',
        items: {
          $ref: '#/$defs/ImportColumn',
        },
      },
    },
    required: ['reference', 'document', 'sha256', 'bytes', 'format'],
    additionalProperties: false,
  },
  ImportStarted: {
    type: 'object',
    properties: {
      answers: {
        type: 'array',
        items: {
          $ref: '#/$defs/ImportAnswer',
        },
      },
      commands: {
        type: 'number',
      },
    },
    required: ['answers', 'commands'],
    additionalProperties: false,
  },
  ImportRowsRecorded: {
    type: 'object',
    properties: {
      applied: {
        type: 'array',
        items: {
          $ref: '#/$defs/AppliedRow',
        },
      },
      refused: {
        type: 'array',
        items: {
          $ref: '#/$defs/RefusedRow',
        },
      },
      commands: {
        type: 'number',
      },
    },
    required: ['applied', 'refused', 'commands'],
    additionalProperties: false,
  },
  ImportFinished: {
    type: 'object',
    properties: {
      applied: {
        type: 'number',
      },
      refused: {
        type: 'number',
      },
    },
    required: ['applied', 'refused'],
    additionalProperties: false,
  },
  ImportUndone: {
    type: 'object',
    properties: {
      reason: {
        type: 'string',
      },
      taken: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      stays: {
        type: 'array',
        items: {
          $ref: '#/$defs/StayingPart',
        },
      },
    },
    required: ['reason', 'taken'],
    additionalProperties: false,
  },
  LedgerOpened: {
    type: 'object',
    properties: {
      ledger: {
        type: 'string',
      },
      name: {
        type: 'string',
      },
      illustrative: {
        type: 'boolean',
      },
    },
    required: ['ledger', 'name', 'illustrative'],
    additionalProperties: false,
  },
  RatingSchemeAdopted: {
    $ref: '#/$defs/RatingScheme',
  },
  FinancialYearAdopted: {
    type: 'object',
    properties: {
      startsOn: {
        type: 'string',
      },
    },
    required: ['startsOn'],
    additionalProperties: false,
  },
  SigningKeyRotated: {
    type: 'object',
    properties: {
      from: {
        type: 'string',
      },
      to: {
        type: 'string',
      },
      signature: {
        type: 'string',
      },
    },
    required: ['to'],
    additionalProperties: false,
  },
  ReferenceClaimed: {
    type: 'object',
    properties: {
      reference: {
        type: 'string',
      },
      kind: {
        $ref: '#/$defs/Kind',
      },
      id: {
        type: 'string',
      },
    },
    required: ['reference', 'kind', 'id'],
    additionalProperties: false,
  },
};

/** What the schemas refer to. */
export const definitions: Readonly<Record<string, JsonObject>> = {
  OccurredAt: {
    type: 'string',
    description: 'When a fact was true, its precision by its form: an instant, a date, a period, or `not-stated`.',
  },
  PartyKind: {
    type: 'string',
    enum: ['organisation', 'post', 'person'],
  },
  Instant: {
    type: 'string',
    description: 'A moment in UTC, `2018-03-09T10:00:00.000Z`.',
    format: 'date-time',
  },
  IssuedPack: {
    type: 'object',
    properties: {
      position: {
        type: 'number',
        description: 'The position in the store that the pack was issued on; another store has others.',
      },
      number: {
        type: 'number',
        description:
          "The number of the ledger's last event then, the same in every copy; packs of earlier versions have none.",
      },
      hash: {
        type: 'string',
      },
      covers: {
        type: 'number',
        const: 2,
        description:
          'The version of what the hash covers: 2 the report with its asks; without it, as 1, counts and lists alone.',
      },
    },
    required: ['position', 'hash'],
    additionalProperties: false,
    description: "What a group was shown: where its report stood, and the report's hash.",
  },
  Timescale: {
    type: 'object',
    properties: {
      earliest: {
        anyOf: [
          {
            $ref: '#/$defs/CalendarDate',
          },
          {
            type: 'null',
          },
        ],
        description: 'First day of the window; null for "by".',
      },
      latest: {
        anyOf: [
          {
            $ref: '#/$defs/CalendarDate',
          },
          {
            type: 'null',
          },
        ],
        description: 'Last day on which the promise is still kept; null when open-ended, unknown or only conditional.',
      },
      precision: {
        $ref: '#/$defs/Precision',
      },
      firmness: {
        $ref: '#/$defs/Firmness',
      },
      openEnded: {
        type: 'boolean',
      },
      recurrence: {
        anyOf: [
          {
            $ref: '#/$defs/Recurrence',
          },
          {
            type: 'null',
          },
        ],
      },
      condition: {
        type: ['string', 'null'],
        description: 'What it waits for, in the words of the text: "dependent on above action".',
      },
      assumptions: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      alternatives: {
        type: 'array',
        items: {
          $ref: '#/$defs/Alternative',
        },
      },
      earlier: {
        type: 'array',
        items: {
          $ref: '#/$defs/EarlierPromise',
        },
        description: 'Promises that the text says were replaced, oldest first; left out where it names none.',
      },
      forecast: {
        type: 'object',
        properties: {
          earliest: {
            anyOf: [
              {
                $ref: '#/$defs/CalendarDate',
              },
              {
                type: 'null',
              },
            ],
          },
          latest: {
            anyOf: [
              {
                $ref: '#/$defs/CalendarDate',
              },
              {
                type: 'null',
              },
            ],
          },
        },
        required: ['earliest', 'latest'],
        additionalProperties: false,
        description: 'A forecast that stands beside the promise: "Target: March 2019; forecast: June 2019".',
      },
      reviewOn: {
        $ref: '#/$defs/CalendarDate',
        description: 'The day on which what goes on is to be reviewed: "ongoing - review Sept 2019".',
      },
      text: {
        type: 'string',
      },
      reader: {
        type: 'string',
        description: "The reader's version, or `person` where somebody confirmed or replaced the reading.",
      },
      context: {
        $ref: '#/$defs/ReadingContext',
      },
    },
    required: [
      'alternatives',
      'assumptions',
      'condition',
      'context',
      'earliest',
      'firmness',
      'latest',
      'openEnded',
      'precision',
      'reader',
      'recurrence',
      'text',
    ],
    additionalProperties: false,
    description: 'A timescale text, kept to the letter, with the reading made of it when it was recorded.',
  },
  CalendarDate: {
    type: 'string',
    description: 'A calendar date in Europe/London, `2018-03-09`.',
    format: 'date',
  },
  Precision: {
    type: 'string',
    enum: ['day', 'month', 'quarter', 'half-year', 'year', 'range', 'week', 'term', 'meeting', 'none', 'unread'],
  },
  Firmness: {
    type: 'string',
    enum: ['firm', 'estimate', 'conditional'],
  },
  Recurrence: {
    type: 'object',
    properties: {
      every: {
        type: 'string',
        enum: ['year', 'quarter', 'month', 'week'],
      },
      month: {
        type: 'number',
        description: '1 to 12, for a yearly one.',
      },
      months: {
        type: 'array',
        items: {
          type: 'number',
        },
        description: 'Months of a yearly one that comes in several, ascending.',
      },
      day: {
        type: 'number',
        description: 'Day of the month on which it falls due.',
      },
      interval: {
        type: 'number',
        description: 'Periods from one occurrence to the next; left out for one: 6 for "every 6 months".',
      },
      from: {
        $ref: '#/$defs/CalendarDate',
        description: 'The first occurrence, from which an interval or a series counts.',
      },
      weekday: {
        type: 'number',
        description: '1 Monday to 7 Sunday.',
      },
      nth: {
        type: 'number',
        description: 'Which weekday or working day of the month: 1 to 5, or -1 for the last.',
      },
      workingDay: {
        type: 'boolean',
        const: true,
        description: '`nth` counts working days, Monday to Friday.',
      },
    },
    required: ['every'],
    additionalProperties: false,
    description: 'A promise that comes round: `{every: \'year\', month: 10, day: 31}` for "By 31 October each year".',
  },
  Alternative: {
    type: 'object',
    properties: {
      earliest: {
        anyOf: [
          {
            $ref: '#/$defs/CalendarDate',
          },
          {
            type: 'null',
          },
        ],
      },
      latest: {
        anyOf: [
          {
            $ref: '#/$defs/CalendarDate',
          },
          {
            type: 'null',
          },
        ],
      },
      because: {
        type: 'string',
      },
    },
    required: ['earliest', 'latest', 'because'],
    additionalProperties: false,
    description: 'Another way to read the same text.',
  },
  EarlierPromise: {
    type: 'object',
    properties: {
      text: {
        type: 'string',
      },
      earliest: {
        anyOf: [
          {
            $ref: '#/$defs/CalendarDate',
          },
          {
            type: 'null',
          },
        ],
      },
      latest: {
        anyOf: [
          {
            $ref: '#/$defs/CalendarDate',
          },
          {
            type: 'null',
          },
        ],
      },
    },
    required: ['text', 'earliest', 'latest'],
    additionalProperties: false,
    description: 'A date that the same text gives up for another: "March 2019 (revised from Dec 2018)".',
  },
  ReadingContext: {
    type: 'object',
    properties: {
      documentDate: {
        $ref: '#/$defs/CalendarDate',
        description: 'The date of the document that the text stands in, or of the command.',
      },
      above: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            text: {
              type: 'string',
            },
            latest: {
              anyOf: [
                {
                  $ref: '#/$defs/CalendarDate',
                },
                {
                  type: 'null',
                },
              ],
            },
          },
          required: ['text', 'latest'],
          additionalProperties: false,
        },
        description: 'Readings of the neighbours above, nearest first.',
      },
      documentDateKnown: {
        type: 'boolean',
        const: false,
        description: 'False where `documentDate` is only the day of the command; relative times then stay unread.',
      },
      financialYearStartsOn: {
        type: 'string',
        description: '`MM-DD` on which the financial year begins; left out for 04-01.',
      },
      nextMeeting: {
        type: 'object',
        properties: {
          reference: {
            type: 'string',
          },
          on: {
            $ref: '#/$defs/CalendarDate',
          },
        },
        required: ['reference', 'on'],
        additionalProperties: false,
        description: 'The next scheduled meeting of the item\'s group, for "by next meeting".',
      },
      columnOfDates: {
        type: 'boolean',
        const: true,
        description: 'True in a column of dates: a serial number of a spreadsheet is a date only there.',
      },
    },
    required: ['documentDate'],
    additionalProperties: false,
    description: 'What the reader may know besides the text.',
  },
  PartyPart: {
    type: 'object',
    properties: {
      party: {
        type: 'string',
        description: "The party's id.",
      },
      part: {
        $ref: '#/$defs/Part',
      },
    },
    required: ['party', 'part'],
    additionalProperties: false,
  },
  Part: {
    type: 'string',
    enum: ['accountable', 'lead', 'joint', 'assures'],
  },
  ExternalRef: {
    type: 'object',
    properties: {
      system: {
        type: 'string',
      },
      ref: {
        type: 'string',
      },
    },
    required: ['system', 'ref'],
    additionalProperties: false,
    description: 'A reference that another system knows an item by.',
  },
  Access: {
    type: 'object',
    properties: {
      level: {
        type: 'string',
        enum: ['public', 'internal', 'restricted'],
      },
      group: {
        type: 'string',
        description: 'The id of the group that a restricted item is shown to.',
      },
    },
    required: ['level'],
    additionalProperties: false,
    description:
      'Who sees an item: everybody with the document, everybody who signs in, or one group. docs/domain.md, section 10.',
  },
  Authority: {
    type: 'string',
    enum: ['group', 'chairs-action', 'delegated', 'lead', 'unknown'],
  },
  Rating: {
    type: 'string',
    enum: ['blue', 'green', 'amber', 'red'],
  },
  WithdrawalKind: {
    type: 'string',
    enum: ['no-longer-needed', 'duplicate', 'transferred', 'superseded'],
  },
  Direction: {
    type: 'string',
    enum: ['at-least', 'above', 'at-most', 'below', 'reduce-by', 'increase-by'],
  },
  TargetKind: {
    type: 'string',
    enum: ['standard', 'trajectory', 'ambition'],
  },
  Baseline: {
    type: 'object',
    properties: {
      period: {
        $ref: '#/$defs/Period',
      },
      value: {
        $ref: '#/$defs/Figure',
      },
    },
    required: ['period', 'value'],
    additionalProperties: false,
  },
  Period: {
    type: 'string',
    description:
      'A span of the calendar, by its form (docs/domain.md, section 6): month `2018-04`, calendar quarter `2018-Q2`, financial quarter `2018/19-Q1`, financial year `2018/19`, calendar year `2018`.',
  },
  Figure: {
    type: ['number', 'string'],
    description: 'A decimal as it was written, as a JSON number or as text; compared exactly, never as a binary float.',
  },
  TrajectoryPoint: {
    type: 'object',
    properties: {
      period: {
        $ref: '#/$defs/Period',
      },
      value: {
        $ref: '#/$defs/Figure',
      },
      condition: {
        type: 'string',
        description: '"subject to wave 2 funding"',
      },
    },
    required: ['period', 'value'],
    additionalProperties: false,
  },
  Measurement: {
    type: 'object',
    properties: {
      period: {
        $ref: '#/$defs/Period',
      },
      value: {
        $ref: '#/$defs/Figure',
      },
      numerator: {
        $ref: '#/$defs/Figure',
      },
      denominator: {
        $ref: '#/$defs/Figure',
      },
      qualifier: {
        $ref: '#/$defs/Qualifier',
      },
      low: {
        $ref: '#/$defs/Figure',
      },
      high: {
        $ref: '#/$defs/Figure',
      },
      status: {
        type: 'string',
        enum: ['provisional', 'final'],
      },
      source: {
        type: 'string',
      },
      reportedOn: {
        $ref: '#/$defs/CalendarDate',
      },
      access: {
        $ref: '#/$defs/Access',
      },
    },
    required: ['period', 'status', 'access'],
    additionalProperties: false,
    description: 'What was measured for a period; a ratio is kept as its two parts.',
  },
  Qualifier: {
    type: 'string',
    enum: ['about', 'over', 'under', 'rounded'],
  },
  Breach: {
    type: 'object',
    properties: {
      period: {
        $ref: '#/$defs/Period',
      },
      cause: {
        $ref: '#/$defs/BreachCause',
      },
      expected: {
        $ref: '#/$defs/Figure',
        description: 'The point as written; the percentage of change for a year-on-year direction.',
      },
      condition: {
        type: 'string',
        description: 'The condition that the point stands under.',
      },
      actual: {
        type: 'string',
        description: 'The figure that was judged, or the sum where a target accumulates, as text.',
      },
      yearBefore: {
        type: 'string',
        description: 'The same a year before, for a year-on-year direction.',
      },
      cases: {
        type: 'number',
      },
      narrative: {
        type: 'string',
      },
      answersTo: {
        type: 'number',
        description: 'The revision, in this stream, of the event that made the period be judged.',
      },
    },
    required: ['period', 'cause'],
    additionalProperties: false,
    description:
      'A period that missed its point; `expected` and `actual` are absent where it was reported without a figure.',
  },
  BreachCause: {
    type: 'string',
    enum: ['measurement', 'correction', 'trajectory', 'report'],
    description: "What made a period be judged: a figure, a correction, a changed path, or somebody's word.",
  },
  Recovery: {
    type: 'object',
    properties: {
      period: {
        $ref: '#/$defs/Period',
      },
      ends: {
        type: 'array',
        items: {
          $ref: '#/$defs/Period',
        },
        description:
          'The breached periods: earlier ones that `period` followed well, or `period` itself once it is judged otherwise.',
      },
      cause: {
        $ref: '#/$defs/BreachCause',
      },
      answersTo: {
        type: 'number',
        description: 'The revision, in this stream, of the event that made the period be judged.',
      },
    },
    required: ['period', 'ends', 'cause', 'answersTo'],
    additionalProperties: false,
    description: 'The breaches of some periods are over: `period` is the one whose figure ended them.',
  },
  Forecast: {
    type: 'object',
    properties: {
      period: {
        $ref: '#/$defs/Period',
      },
      value: {
        $ref: '#/$defs/Figure',
      },
      narrative: {
        type: 'string',
      },
    },
    required: ['period', 'value'],
    additionalProperties: false,
  },
  Recalculation: {
    type: 'object',
    properties: {
      from: {
        $ref: '#/$defs/Period',
      },
      decision: {
        type: 'string',
      },
    },
    required: ['from', 'decision'],
    additionalProperties: false,
    description:
      'From `from` on the limits of what chance explains are drawn anew: a change that a decision, by its id, brought about.',
  },
  Disposition: {
    type: 'string',
    enum: ['approve', 'agree-subject-to', 'reject', 'defer', 'refer', 'delegate', 'endorse', 'ratify', 'note'],
  },
  WayTaken: {
    type: 'string',
    enum: ['meeting', 'chairs-action', 'circulation', 'not-stated'],
  },
  Condition: {
    type: 'object',
    properties: {
      number: {
        type: 'number',
        description: '1-based, in the order stated.',
      },
      text: {
        type: 'string',
      },
      agreedBy: {
        type: 'string',
        description: "Who must agree that it is met, as stated: a party's or group's id, or words.",
      },
    },
    required: ['number', 'text'],
    additionalProperties: false,
  },
  Affected: {
    type: 'object',
    properties: {
      kind: {
        type: 'string',
        enum: ['action', 'milestone', 'target', 'decision', 'programme'],
      },
      id: {
        type: 'string',
      },
      as: {
        $ref: '#/$defs/AffectedAs',
      },
    },
    required: ['kind', 'id', 'as'],
    additionalProperties: false,
  },
  AffectedAs: {
    type: 'string',
    enum: ['concerns', 'defers', 'awaits', 'instructs', 'funds', 'fulfils-condition'],
  },
  FundingLine: {
    type: 'object',
    properties: {
      amount: {
        type: 'string',
      },
      currency: {
        type: 'string',
      },
      recurrent: {
        type: 'boolean',
      },
      source: {
        type: 'string',
      },
      period: {
        $ref: '#/$defs/Period',
      },
      status: {
        type: 'string',
      },
    },
    required: ['currency'],
    additionalProperties: false,
    description: 'Money is an amount as decimal text with its currency (ISO 4217).',
  },
  Role: {
    type: 'string',
    enum: ['viewer', 'auditor', 'contributor', 'secretary', 'administrator'],
  },
  From: {
    type: 'object',
    properties: {
      position: {
        type: 'number',
      },
      number: {
        type: 'number',
      },
    },
    required: ['position', 'number'],
    additionalProperties: false,
    description:
      'The first event that is sent, if it is wanted at all: the position that was asked for, and the number found there.',
  },
  ImportColumn: {
    type: 'object',
    properties: {
      heading: {
        type: 'string',
      },
      role: {
        type: 'string',
      },
    },
    required: ['heading', 'role'],
    additionalProperties: false,
  },
  ImportAnswer: {
    type: 'object',
    properties: {
      question: {
        type: 'string',
      },
      value: {
        type: 'string',
      },
    },
    required: ['question', 'value'],
    additionalProperties: false,
  },
  AppliedRow: {
    type: 'object',
    properties: {
      row: {
        type: 'string',
        description: 'Where it stands: the key of the item in the document.',
      },
      reference: {
        type: 'string',
      },
      kind: {
        type: 'string',
      },
      commands: {
        type: 'number',
        description: 'How many of its commands were recorded.',
      },
    },
    required: ['row', 'reference', 'kind', 'commands'],
    additionalProperties: false,
    description: 'One item of the document, or one thing that it names, whose commands were recorded.',
  },
  RefusedRow: {
    type: 'object',
    properties: {
      row: {
        type: 'string',
      },
      reference: {
        type: 'string',
      },
      kind: {
        type: 'string',
      },
      verb: {
        type: 'string',
      },
      code: {
        type: 'string',
        description: 'The code of the error, and what it says.',
      },
      detail: {
        type: 'string',
      },
    },
    required: ['row', 'reference', 'kind', 'code', 'detail'],
    additionalProperties: false,
  },
  StayingPart: {
    type: 'object',
    properties: {
      reference: {
        type: 'string',
      },
      what: {
        type: 'string',
      },
    },
    required: ['reference', 'what'],
    additionalProperties: false,
  },
  RatingScheme: {
    type: 'object',
    properties: {
      version: {
        type: 'number',
      },
      name: {
        type: 'string',
      },
      ratings: {
        type: 'array',
        items: {
          $ref: '#/$defs/SchemeRating',
        },
      },
      derived: {
        $ref: '#/$defs/Derivation',
      },
    },
    required: ['version', 'name', 'ratings', 'derived'],
    additionalProperties: false,
    description:
      'What the colours of an organisation mean: plain data, adopted by an event, its version counted from 1.',
  },
  SchemeRating: {
    type: 'object',
    properties: {
      rating: {
        $ref: '#/$defs/Rating',
      },
      word: {
        type: 'string',
      },
      meaning: {
        type: 'string',
      },
      needsNarrative: {
        type: 'boolean',
        description: 'Whether it is given only with a narrative that says why.',
      },
    },
    required: ['rating', 'word', 'meaning', 'needsNarrative'],
    additionalProperties: false,
    description: 'A colour of a scheme: never shown without its word.',
  },
  Derivation: {
    type: 'object',
    properties: {
      done: {
        $ref: '#/$defs/Rating',
      },
      onTrack: {
        $ref: '#/$defs/Rating',
      },
      atRisk: {
        $ref: '#/$defs/Rating',
      },
      offTrack: {
        $ref: '#/$defs/Rating',
      },
      startWithinDays: {
        type: 'number',
        description: 'An action that falls due within so many days should have been started.',
      },
      offTrackAfterDays: {
        type: 'number',
        description: 'So many days after its firm date an action is no longer at risk but off track.',
      },
    },
    required: ['done', 'onTrack', 'atRisk', 'offTrack', 'startWithinDays', 'offTrackAfterDays'],
    additionalProperties: false,
    description: 'Which colour the facts of an action speak for, and from when on.',
  },
  Kind: {
    type: 'string',
    enum: [
      'programme',
      'group',
      'party',
      'meeting',
      'action',
      'milestone',
      'target',
      'decision',
      'access',
      'webhook',
      'import',
      'ledger',
    ],
    description: 'What has a stream of its own; a stream is named `<kind>-<id>`.',
  },
  EventMetadata: {
    type: 'object',
    properties: {
      recordedAt: {
        $ref: '#/$defs/Instant',
        description: 'When the store took the event.',
      },
      actor: {
        $ref: '#/$defs/Actor',
      },
      onBehalfOf: {
        $ref: '#/$defs/OnBehalfOf',
      },
      occurredAt: {
        $ref: '#/$defs/OccurredAt',
        description: 'When it was true in the world.',
      },
      reason: {
        type: 'string',
      },
      commandId: {
        type: 'string',
      },
      bodyHash: {
        type: 'string',
        description: 'SHA-256 of the canonical command, so that a key reused for another body is found out.',
      },
      correlationId: {
        type: 'string',
      },
      causationId: {
        type: 'string',
      },
      meeting: {
        type: 'string',
        description: "The meeting's id.",
      },
      minuteRef: {
        type: 'string',
      },
      source: {
        $ref: '#/$defs/Source',
      },
      schemaVersion: {
        type: 'number',
        description: 'The version of its type that it was written with.',
      },
    },
    required: [
      'actor',
      'bodyHash',
      'causationId',
      'commandId',
      'correlationId',
      'occurredAt',
      'recordedAt',
      'schemaVersion',
    ],
    additionalProperties: false,
    description: 'What is known of an event besides its data: docs/architecture.md, section 4.',
  },
  Actor: {
    type: 'object',
    properties: {
      party: {
        type: 'string',
      },
      kind: {
        type: 'string',
        enum: ['organisation', 'post', 'person', 'system'],
      },
      organisation: {
        type: 'string',
      },
      post: {
        type: 'string',
      },
      roles: {
        type: 'array',
        items: {
          $ref: '#/$defs/Role',
        },
      },
    },
    required: ['party', 'kind', 'roles'],
    additionalProperties: false,
    description: "The credential's party, as it then was: kept in every event so that history survives erasure.",
  },
  OnBehalfOf: {
    type: 'object',
    properties: {
      party: {
        type: 'string',
      },
      source: {
        type: 'string',
        description: 'A minute, an e-mail, a date: how it is known that the party wanted it.',
      },
    },
    required: ['party', 'source'],
    additionalProperties: false,
  },
  Source: {
    type: 'object',
    properties: {
      document: {
        type: 'string',
      },
      heading: {
        type: 'string',
      },
      line: {
        type: 'number',
      },
      detail: {
        type: 'string',
        description: 'Where in it, in words.',
      },
      statedBy: {
        $ref: '#/$defs/OccurredAt',
        description: 'By when the document said it: what it says without a time was true by then.',
      },
      sha256: {
        type: 'string',
        description: "SHA-256 of the document's file.",
      },
      import: {
        type: 'string',
        description: 'The import that it came with, by reference.',
      },
    },
    required: ['document'],
    additionalProperties: false,
    description: 'Where an imported item stands in its document.',
  },
};
