import { IsOptional } from 'class-validator';
import type { ActionState } from '../action/state.js';
import { type Context, type Creation, isRefusal, type LookupResult, type Refusal, refuse } from '../kernel/decider.js';
import { IsNested } from '../kernel/nested.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { resolve, resolveOpen } from '../kernel/resolve.js';
import { PLANS } from '../kernel/roles.js';
import { IsItem, IsLine, IsNewReference, IsText } from '../kernel/validation.js';
import { accessOf } from '../kernel/visibility.js';
import { VisibleCommand } from '../kernel/visible-command.js';
import { ReadAsBody, readPromise, TIMESCALE_LIMIT } from '../timescale/promise.js';
import { type PromisesIn, promisesIn, revisedInText } from '../timescale/promises-in.js';
import { forecastAs } from './dates.verbs.js';
import type { MilestoneFact } from './events.js';

export class SetMilestone extends VisibleCommand {
  /** The programme that it belongs to, by id or reference; either this or an action. */
  @IsOptional() @IsItem() programme?: string;
  /** The action that it belongs to, by id or reference; its programme is the action's. */
  @IsOptional() @IsItem() action?: string;
  @IsLine() title: string;
  /** When it is promised, in the words of its source, kept to the letter. */
  @IsText(TIMESCALE_LIMIT) due: string;
  @IsOptional() @IsNested(() => ReadAsBody) readAs?: ReadAsBody;
  @IsOptional() @IsNewReference() reference?: string;
}

export const creation: Creation<SetMilestone, MilestoneFact> = {
  body: SetMilestone,
  roles: PLANS,
  summary: 'Set a milestone of a programme or of an action.',
  referencePrefix(command, lookup) {
    const home = homeOf(command, { lookup });
    return isRefusal(home) ? home : `${home.programme.reference}-M`;
  },
  decide(command, context) {
    const home = homeOf(command, context);
    if (isRefusal(home)) return home;
    if (home.action?.state.status === 'withdrawn') {
      return refuse('action-withdrawn', `${home.action.reference} is withdrawn; reopen it or choose another action.`, {
        field: 'action',
        value: command.action,
      });
    }
    const programme = resolveOpen(context, 'programme', home.programme.id, 'programme');
    if (isRefusal(programme)) return programme;
    const access = accessOf(command, context);
    if (isRefusal(access)) return access;
    const item = { programme: programme.id, action: home.action?.id };
    const promises = promisesIn(readPromise(command.due, command.readAs, context, item));
    const data = omitUndefined({
      reference: context.reference,
      title: command.title,
      programme: programme.id,
      action: home.action?.id,
      due: promises.original,
      access,
    });
    return [{ type: 'MilestoneSet', data }, ...laterPromiseFacts(promises)];
  },
};

export function laterPromiseFacts({ revised, forecast }: PromisesIn): MilestoneFact[] {
  const facts: MilestoneFact[] = [];
  if (revised) {
    const data = { due: revised, reason: revisedInText(revised), authority: 'unknown' } as const;
    facts.push({ type: 'MilestoneDateRevised', data });
  }
  return forecast ? [...facts, forecastAs(forecast)] : facts;
}

interface Home {
  readonly programme: LookupResult;
  readonly action?: LookupResult<ActionState>;
}

function homeOf(command: SetMilestone, context: Pick<Context, 'lookup'>): Home | Refusal {
  if (!command.programme === !command.action) {
    return refuse('programme-or-action', 'Say either the programme or the action that the milestone belongs to.', {
      field: 'programme',
    });
  }
  const action = command.action ? resolve<ActionState>(context, 'action', command.action, 'action') : undefined;
  if (action && isRefusal(action)) return action;
  const programme = resolve(context, 'programme', action?.state.programme ?? command.programme ?? '', 'programme');
  return isRefusal(programme) ? programme : { programme, action };
}
