import type { CommandBody } from '../kernel/command.js';
import type { Verb } from '../kernel/decider.js';
import type { MilestoneFact } from './events.js';
import type { MilestoneState } from './state.js';

/** Writes a verb of milestones with its command's type inferred from `body`. */
export function milestoneVerb<Command extends CommandBody>(
  definition: Verb<MilestoneState, Command, MilestoneFact>,
): Verb<MilestoneState, Command, MilestoneFact> {
  return definition;
}
