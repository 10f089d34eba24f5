import type { CommandBody } from '../kernel/command.js';
import type { Verb } from '../kernel/decider.js';
import type { TargetFact } from './events.js';
import type { TargetState } from './state.js';

/** Writes a verb of targets with its command's type inferred from `body`. */
export function targetVerb<Command extends CommandBody>(
  definition: Verb<TargetState, Command, TargetFact>,
): Verb<TargetState, Command, TargetFact> {
  return definition;
}
