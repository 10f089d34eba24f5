import type { CommandBody } from '../kernel/command.js';
import type { Verb } from '../kernel/decider.js';
import type { DecisionFact } from './events.js';
import type { DecisionState } from './state.js';

export function decisionVerb<Command extends CommandBody>(
  definition: Verb<DecisionState, Command, DecisionFact>,
): Verb<DecisionState, Command, DecisionFact> {
  return definition;
}
