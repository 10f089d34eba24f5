import type { CommandBody } from './command.js';
import type { Context, Fact, Refusal, Verb } from './decider.js';

export interface Transition<Status extends string> {
  readonly from: readonly Status[];
  readonly to?: readonly Status[];
}
export type Transitions<Status extends string> = Readonly<Record<string, Transition<Status>>>;

/** The types require a transition for every verb and a verb for every transition. */
export function allowedBy<Name extends string, Status extends string, State, F extends Fact>(
  transitions: Readonly<Record<Name, Transition<Status>>>,
  statusOf: (state: State) => Status,
  refusal: (transition: Transition<Status>, state: State, context: Context) => Refusal,
  verbs: Readonly<Record<NoInfer<Name>, Verb<State, CommandBody, F>>>,
): Readonly<Record<string, Verb<State, CommandBody, F>>> {
  const guarded = Object.entries<Verb<State, CommandBody, F>>(verbs).map(([name, verb]) => {
    const transition = transitions[name as Name];
    const refusedIn = (state: State, context: Context) =>
      transition.from.includes(statusOf(state))
        ? verb.refusedIn?.(state, context)
        : refusal(transition, state, context);
    const decide: typeof verb.decide = (command, state, context) =>
      refusedIn(state, context) ?? verb.decide(command, state, context);
    return [name, { ...verb, decide, refusedIn }];
  });
  return Object.fromEntries(guarded);
}
