import type { CommandBody } from '../kernel/command.js';
import type { Verb } from '../kernel/decider.js';
import type { TargetFact } from './events.js';
import type { TargetState } from './state.js';

export function targetVerb<Command extends CommandBody>(
  definition: Verb<TargetState, Command, TargetFact>,
): Verb<TargetState, Command, TargetFact> {
  return definition;
}
