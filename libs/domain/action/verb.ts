import type { CommandBody } from '../kernel/command.js';
import type { Verb } from '../kernel/decider.js';
import type { ActionFact } from './events.js';
import type { ActionState } from './state.js';

export function actionVerb<Command extends CommandBody>(
  definition: Verb<ActionState, Command, ActionFact>,
): Verb<ActionState, Command, ActionFact> {
  return definition;
}
