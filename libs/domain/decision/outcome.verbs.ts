import { IsOptional } from 'class-validator';
import { CommandBody, ReasonedCommand } from '../kernel/command.js';
import { isRefusal, type Lookup, type LookupResult, refuse } from '../kernel/decider.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { resolve } from '../kernel/resolve.js';
import { PLANS } from '../kernel/roles.js';
import { IsDay, IsItem, IsLine, IsText } from '../kernel/validation.js';
import { type DecisionState, decisionVerb, RELEASABLE, unsettled } from './state.js';

export class ReleaseDecision extends CommandBody {
  @IsOptional() @IsText() narrative?: string;
}

export class ReviewDecision extends CommandBody {
  /** What the review came to, in words: upheld, amended, to be released. */
  @IsLine() outcome: string;
  @IsOptional() @IsText() narrative?: string;
  @IsOptional() @IsDay() nextReviewBy?: string;
}

export class SupersedeDecision extends ReasonedCommand {
  /** The decision that takes its place, by id or reference. */
  @IsItem() by: string;
}

export class RevokeDecision extends ReasonedCommand {}

export const release = decisionVerb({
  body: ReleaseDecision,
  roles: PLANS,
  summary: 'Release what the decision held back, once every condition is met or waived.',
  decide({ narrative }, { status, disposition, conditions }, { reference }) {
    if (status === 'released') return [];
    if (!RELEASABLE.includes(disposition)) {
      const detail = `${reference} holds nothing back (${disposition}); only what was deferred or agreed subject to conditions is released.`;
      return refuse('nothing-to-release', detail, { disposition, releasable: RELEASABLE });
    }
    const inTheWay = unsettled(conditions);
    if (inTheWay.length === 0) return [{ type: 'DecisionReleased', data: omitUndefined({ narrative }) }];
    return refuse('conditions-not-met', `${reference} has conditions that are neither met nor waived.`, {
      conditions: inTheWay.map(({ number, text, outcome }) => ({ number, text, outcome })),
    });
  },
});

export const review = decisionVerb({
  body: ReviewDecision,
  roles: PLANS,
  summary: 'Record that the decision was reviewed, with what outcome, and when it is reviewed next.',
  decide: ({ outcome, narrative, nextReviewBy }) => [
    { type: 'DecisionReviewed', data: omitUndefined({ outcome, narrative, nextReviewBy }) },
  ],
});

export const supersede = decisionVerb({
  body: SupersedeDecision,
  roles: PLANS,
  summary: 'Record that another decision takes the place of this one.',
  decide({ by: ref, reason }, state, context) {
    const by = resolve<DecisionState>(context, 'decision', ref, 'by');
    if (isRefusal(by)) return by;
    if (by.id === context.id) {
      const detail = 'A decision does not take its own place; name the one that does.';
      return refuse('supersedes-itself', detail, { field: 'by', value: ref });
    }
    if (state.supersededBy === by.id) return [];
    if (state.supersededBy) {
      const detail = `${context.reference} is superseded by another decision already; supersede that one instead.`;
      return refuse('decision-superseded', detail, { supersededBy: state.supersededBy });
    }
    if (by.state.status === 'revoked') {
      const detail = `${by.reference} is revoked, so it takes no other's place; name one that stands.`;
      return refuse('superseded-by-revoked', detail, { field: 'by', value: ref });
    }
    if (endsAt(by, context.id, context.lookup)) {
      const detail = `${by.reference} was itself superseded by ${context.reference}; name a later decision.`;
      return refuse('supersession-cycle', detail, { field: 'by', value: ref });
    }
    return [{ type: 'DecisionSuperseded', data: { by: by.id, reason } }];
  },
});

export const revoke = decisionVerb({
  body: RevokeDecision,
  roles: PLANS,
  summary: 'Take the decision back without another in its place.',
  decide: ({ reason }, { status }) => (status === 'revoked' ? [] : [{ type: 'DecisionRevoked', data: { reason } }]),
});

/** Detects a cycle of supersessions. */
function endsAt(from: LookupResult<DecisionState>, id: string, lookup: Lookup): boolean {
  const seen = new Set<string>();
  let next: string | undefined = from.state.supersededBy;
  while (next && next !== id && !seen.has(next)) {
    seen.add(next);
    next = lookup.find<DecisionState>('decision', next)?.state.supersededBy;
  }
  return next === id;
}
