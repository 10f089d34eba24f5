import type { CommandBody } from '../kernel/command.js';
import type { Verb } from '../kernel/decider.js';
import type { MilestoneFact } from './events.js';
import type { MilestoneState } from './state.js';

export function milestoneVerb<Command extends CommandBody>(
  definition: Verb<MilestoneState, Command, MilestoneFact>,
): Verb<MilestoneState, Command, MilestoneFact> {
  return definition;
}
