import type { CommandBody } from './command.js';
import type { Context, Fact, Refusal, Verb } from './decider.js';

/** In which states a verb may be used, and the states that it may lead to; without `to` the state stays. */
export interface Transition<Status extends string> {
  readonly from: readonly Status[];
  readonly to?: readonly Status[];
}
export type Transitions<Status extends string> = Readonly<Record<string, Transition<Status>>>;

/**
 * The same verbs, each refused by `refusal` in a state that its transition does not start from. Every verb needs a
 * transition and every transition a verb.
 */
export function allowedBy<Name extends string, Status extends string, State, F extends Fact>(
  transitions: Readonly<Record<Name, Transition<Status>>>,
  statusOf: (state: State) => Status,
  refusal: (transition: Transition<Status>, state: State, context: Context) => Refusal,
  verbs: Readonly<Record<NoInfer<Name>, Verb<State, CommandBody, F>>>,
): Readonly<Record<string, Verb<State, CommandBody, F>>> {
  const guarded = Object.entries<Verb<State, CommandBody, F>>(verbs).map(([name, verb]) => {
    const transition = transitions[name as Name];
    const decide: typeof verb.decide = (command, state, context) =>
      transition.from.includes(statusOf(state))
        ? verb.decide(command, state, context)
        : refusal(transition, state, context);
    return [name, { ...verb, decide }];
  });
  return Object.fromEntries(guarded);
}
