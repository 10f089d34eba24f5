import { IsOptional } from 'class-validator';
import { CommandBody } from '../kernel/command.js';
import { isRefusal, refuse } from '../kernel/decider.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { resolve } from '../kernel/resolve.js';
import { PLANS } from '../kernel/roles.js';
import { IsItem, IsLine, IsText } from '../kernel/validation.js';
import { decisionVerb } from './state.js';

export class ChallengeDecision extends CommandBody {
  /** The party or group that challenges it, by id or reference. */
  @IsItem() by: string;
  @IsText() grounds: string;
}

export class ResolveChallenge extends CommandBody {
  /** How it ended, in words: upheld, dismissed, withdrawn. */
  @IsLine() outcome: string;
  @IsOptional() @IsText() narrative?: string;
}

export const challenge = decisionVerb({
  body: ChallengeDecision,
  roles: PLANS,
  summary: 'Record that somebody challenges the decision, and on what grounds.',
  decide({ by: ref, grounds }, state, context) {
    const by = context.lookup.find('group', ref) ?? resolve(context, 'party', ref, 'by');
    if (isRefusal(by)) return by;
    if (!state.challenge) return [{ type: 'DecisionChallenged', data: { by: by.id, grounds } }];
    if (state.challenge.by === by.id && state.challenge.grounds === grounds) return [];
    const detail = `A challenge to ${context.reference} is open; resolve that one first.`;
    return refuse('challenge-open', detail, { by: state.challenge.by });
  },
});

export const resolveChallenge = decisionVerb({
  body: ResolveChallenge,
  roles: PLANS,
  summary: 'Record what came of the challenge; upholding it changes nothing by itself.',
  decide({ outcome, narrative }, state, { reference }) {
    if (state.challenge) return [{ type: 'DecisionChallengeResolved', data: omitUndefined({ outcome, narrative }) }];
    return refuse('no-challenge', `No challenge to ${reference} is open.`);
  },
});
