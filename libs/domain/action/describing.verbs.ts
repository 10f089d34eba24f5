import { isDeepStrictEqual } from 'node:util';
import { IsOptional } from 'class-validator';
import { Nullable } from '../kernel/body.js';
import { ReasonedCommand } from '../kernel/command.js';
import { type Context, isRefusal, type Refusal } from '../kernel/decider.js';
import { IsNestedList } from '../kernel/nested.js';
import { resolveOpen } from '../kernel/resolve.js';
import { PLANS } from '../kernel/roles.js';
import { IsItem, IsItemOrNull, IsItems, IsLine, IsText } from '../kernel/validation.js';
import { accessOf } from '../kernel/visibility.js';
import { VisibleCommand } from '../kernel/visible-command.js';
import type { ActionFact } from './events.js';
import { ExternalRefBody, externalRefsOf, openProgrammes } from './items.js';
import { type ActionState, actionVerb } from './state.js';

export class DescribeAction extends VisibleCommand {
  @IsOptional() @IsLine() title?: string;
  @IsOptional() @IsText() description?: string;
  /** The other programmes that it appears in, whole. */
  @IsOptional() @IsItems() alsoIn?: string[];
  /** The group that oversees it in place of its programme's; null to leave it to the programme's. */
  @IsOptional() @Nullable() @IsItemOrNull() overseenBy?: string | null;
  @IsOptional() @IsNestedList(() => ExternalRefBody) externalRefs?: ExternalRefBody[];
}

type Description = Extract<ActionFact, { type: 'ActionDescribed' }>['data'];

export const describe = actionVerb({
  body: DescribeAction,
  roles: PLANS,
  summary: 'Change its title, description, overseeing group, visibility or other references.',
  decide(command, state, context) {
    const wanted = resolved(command, state, context);
    if (isRefusal(wanted)) return wanted;
    const data = difference(state, wanted);
    return Object.keys(data).length === 0 ? [] : [{ type: 'ActionDescribed', data }];
  },
});

function resolved(command: DescribeAction, { programme }: ActionState, context: Context): Description | Refusal {
  const { title, description, externalRefs, alsoIn, overseenBy } = command;
  const others = alsoIn && openProgrammes(context, alsoIn, programme);
  if (others && isRefusal(others)) return others;
  const group = overseenBy ? resolveOpen(context, 'group', overseenBy, 'overseenBy') : undefined;
  if (group && isRefusal(group)) return group;
  const access = command.access || command.restrictedTo ? accessOf(command, context) : undefined;
  if (access && isRefusal(access)) return access;
  const refs = externalRefs && externalRefsOf(externalRefs);
  return { title, description, externalRefs: refs, alsoIn: others, overseenBy: group?.id ?? overseenBy, access };
}

/** `null` can remove an overseeing group only. */
function difference(state: ActionState, wanted: Description): Description {
  const present = { ...state, overseenBy: state.overseenBy ?? null };
  const changes = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && !isDeepStrictEqual(value, present[field as keyof Description]),
  );
  return Object.fromEntries(changes);
}

export class MoveAction extends ReasonedCommand {
  @IsItem() programme: string;
}

export const move = actionVerb({
  body: MoveAction,
  roles: PLANS,
  summary: 'Move it to another programme; its reference and its past stay.',
  decide(command, state, context) {
    const programme = resolveOpen(context, 'programme', command.programme, 'programme');
    if (isRefusal(programme)) return programme;
    if (programme.id === state.programme) return [];
    return [{ type: 'ActionMoved', data: { programme: programme.id, reason: command.reason } }];
  },
});
