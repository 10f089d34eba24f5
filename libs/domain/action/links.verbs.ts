import { ArrayMinSize } from 'class-validator';
import { CommandBody, ReasonedCommand } from '../kernel/command.js';
import { isRefusal, refuse } from '../kernel/decider.js';
import { resolve, resolveAll } from '../kernel/resolve.js';
import { PLANS } from '../kernel/roles.js';
import { IsItem, IsItems } from '../kernel/validation.js';
import { chain } from './items.js';
import { type ActionState, actionVerb } from './state.js';

export class SplitAction extends CommandBody {
  /** The actions that it was split into, by id or reference: at least two, created before. */
  @IsItems() @ArrayMinSize(2) into: string[];
}

export const split = actionVerb({
  body: SplitAction,
  roles: PLANS,
  summary: 'Name the actions that it was split into; it stays, as their parent, and they carry its promise.',
  decide(command, state, context) {
    const into = resolveAll(context, 'action', command.into, 'into');
    if (isRefusal(into)) return into;
    if (into.includes(context.id)) {
      return refuse('split-into-itself', `${context.reference} cannot be one of the actions that it is split into.`, {
        field: 'into',
      });
    }
    if (into.length < 2) {
      return refuse('split-needs-two', 'Name at least two different actions.', { field: 'into', value: command.into });
    }
    return into.every((id) => state.splitInto.includes(id)) ? [] : [{ type: 'ActionSplit', data: { into } }];
  },
});

export class MergeAction extends ReasonedCommand {
  /** The action that goes on in its place, by id or reference. */
  @IsItem() into: string;
}

export const merge = actionVerb({
  body: MergeAction,
  roles: PLANS,
  summary: 'Merge it into another action, which carries its promise: it is withdrawn as superseded and names that one.',
  decide(command, _, context) {
    const into = resolve<ActionState>(context, 'action', command.into, 'into');
    if (isRefusal(into)) return into;
    if (into.id === context.id) {
      return refuse('merge-into-itself', `${context.reference} cannot be merged into itself.`, { field: 'into' });
    }
    if (into.state.status === 'withdrawn') {
      return refuse('merge-into-withdrawn', `${into.reference} is withdrawn; merge into one that goes on.`, {
        field: 'into',
        value: command.into,
      });
    }
    return [{ type: 'ActionMerged', data: { into: into.id, reason: command.reason } }];
  },
});

export class AddActionDependency extends CommandBody {
  /** The action that it waits for, by id or reference. */
  @IsItem() on: string;
}

export const addDependency = actionVerb({
  body: AddActionDependency,
  roles: PLANS,
  summary: 'Say which action it waits for.',
  decide(command, state, context) {
    const on = resolve<ActionState>(context, 'action', command.on, 'on');
    if (isRefusal(on)) return on;
    if (on.id === context.id) {
      return refuse('depends-on-itself', `${context.reference} cannot wait for itself.`, { field: 'on' });
    }
    if (state.dependsOn.includes(on.id)) return [];
    const back = chain(context, on, context, ({ dependsOn }) => dependsOn);
    if (back) {
      return refuse('dependency-cycle', `${on.reference} waits for ${context.reference} already.`, {
        field: 'on',
        path: [context.reference, ...back],
      });
    }
    return [{ type: 'ActionDependencyAdded', data: { on: on.id } }];
  },
});

export class RemoveActionDependency extends ReasonedCommand {
  /** The action that it no longer waits for, by id or reference. */
  @IsItem() on: string;
}

export const removeDependency = actionVerb({
  body: RemoveActionDependency,
  roles: PLANS,
  summary: 'Say that it no longer waits for another action, and why.',
  decide(command, state, context) {
    const on = resolve(context, 'action', command.on, 'on');
    if (isRefusal(on)) return on;
    if (!state.dependsOn.includes(on.id)) return [];
    return [{ type: 'ActionDependencyRemoved', data: { on: on.id, reason: command.reason } }];
  },
});
