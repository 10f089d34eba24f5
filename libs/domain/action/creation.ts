import { IsOptional } from 'class-validator';
import type { CalendarDate } from '../kernel/calendar.js';
import { type Context, type Creation, isRefusal, type Refusal, refuse } from '../kernel/decider.js';
import { IsNested, IsNestedList } from '../kernel/nested.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { resolve, resolveAll, resolveOpen } from '../kernel/resolve.js';
import { PLANS } from '../kernel/roles.js';
import { IsDay, IsItem, IsItems, IsLine, IsNewReference, IsText } from '../kernel/validation.js';
import { accessOf } from '../kernel/visibility.js';
import { VisibleCommand } from '../kernel/visible-command.js';
import { ReadAsBody, readPromise, TIMESCALE_LIMIT } from '../timescale/promise.js';
import { type PromisesIn, promisesIn, revisedInText } from '../timescale/promises-in.js';
import { forecastAs } from './dates.verbs.js';
import { type ActionFact, type PartyPart, SOLE_PARTS } from './events.js';
import { assignable, ExternalRefBody, externalRefsOf, openProgrammes, PartyPartBody } from './items.js';

export class CreateAction extends VisibleCommand {
  /** The programme that it belongs to, by id or reference. */
  @IsItem() programme: string;
  @IsLine() title: string;
  @IsOptional() @IsText() description?: string;
  /** When it is promised, in the words of its source, kept to the letter. */
  @IsOptional() @IsText(TIMESCALE_LIMIT) timescale?: string;
  @IsOptional() @IsNested(() => ReadAsBody) readAs?: ReadAsBody;
  /** The party that leads it, by id or reference. */
  @IsOptional() @IsItem() owner?: string;
  @IsOptional() @IsNestedList(() => PartyPartBody) parties?: PartyPartBody[];
  /** Other programmes that it appears in. */
  @IsOptional() @IsItems() alsoIn?: string[];
  /** The group that oversees it in place of its programme's. */
  @IsOptional() @IsItem() overseenBy?: string;
  /** The action that it is a part of. */
  @IsOptional() @IsItem() parent?: string;
  @IsOptional() @IsNewReference() reference?: string;
  @IsOptional() @IsNestedList(() => ExternalRefBody) externalRefs?: ExternalRefBody[];
  /** The actions that it waits for. */
  @IsOptional() @IsItems() dependsOn?: string[];
  /** When it is looked at again, above all where it never falls due. */
  @IsOptional() @IsDay() reviewOn?: CalendarDate;
}

export const creation: Creation<CreateAction, ActionFact> = {
  body: CreateAction,
  roles: PLANS,
  summary: 'Put an action on the plan of a programme.',
  referencePrefix({ programme }, lookup) {
    const found = resolve({ lookup }, 'programme', programme, 'programme');
    return isRefusal(found) ? found : `${found.reference}-A`;
  },
  decide(command, context) {
    const programme = resolveOpen(context, 'programme', command.programme, 'programme');
    if (isRefusal(programme)) return programme;
    const alsoIn = openProgrammes(context, command.alsoIn ?? [], programme.id);
    if (isRefusal(alsoIn)) return alsoIn;
    const group = command.overseenBy ? resolveOpen(context, 'group', command.overseenBy, 'overseenBy') : undefined;
    if (group && isRefusal(group)) return group;
    const parent = command.parent ? resolve(context, 'action', command.parent, 'parent') : undefined;
    if (parent && isRefusal(parent)) return parent;
    const dependsOn = resolveAll(context, 'action', command.dependsOn ?? [], 'dependsOn');
    if (isRefusal(dependsOn)) return dependsOn;
    const parties = partiesOf(command, context);
    if (isRefusal(parties)) return parties;
    const access = accessOf(command, context);
    if (isRefusal(access)) return access;
    const item = { programme: programme.id, overseenBy: group?.id };
    const promises = command.timescale
      ? promisesIn(readPromise(command.timescale, command.readAs, context, item))
      : undefined;
    const data = omitUndefined({
      reference: context.reference,
      title: command.title,
      description: command.description,
      programme: programme.id,
      alsoIn: unlessEmpty(alsoIn),
      overseenBy: group?.id,
      parent: parent?.id,
      timescale: promises?.original,
      parties: unlessEmpty(parties),
      externalRefs: unlessEmpty(externalRefsOf(command.externalRefs ?? [])),
      dependsOn: unlessEmpty(dependsOn),
      reviewOn: command.reviewOn,
      access,
    });
    return [{ type: 'ActionCreated', data }, ...(promises ? laterPromiseFacts(promises, command) : [])];
  },
};

/** A review day in the text applies only when the command gives none. */
export function laterPromiseFacts(
  { revised, forecast, reviewOn }: PromisesIn,
  command: Pick<CreateAction, 'reviewOn'>,
): ActionFact[] {
  const facts: ActionFact[] = [];
  if (revised) {
    const data = { timescale: revised, reason: revisedInText(revised), authority: 'unknown' } as const;
    facts.push({ type: 'ActionTimescaleRevised', data });
  }
  if (forecast) facts.push(forecastAs(forecast));
  if (reviewOn && command.reviewOn === undefined) facts.push({ type: 'ActionReviewDateSet', data: { reviewOn } });
  return facts;
}

/** Errors: `sole-part` when two parties share a part that only one can have. */
function partiesOf({ owner, parties }: CreateAction, context: Context): PartyPart[] | Refusal {
  const named = parties?.map((held, index) => ({ ...held, field: `parties[${index}].party` })) ?? [];
  if (owner) named.unshift({ party: owner, part: 'lead', field: 'owner' });
  const assigned: PartyPart[] = [];
  for (const { party, part, field } of named) {
    const found = assignable(context, party, field);
    if (isRefusal(found)) return found;
    const same = assigned.filter((other) => other.part === part);
    if (same.some((other) => other.party === found.id)) continue;
    if (same.length > 0 && SOLE_PARTS.includes(part)) {
      return refuse('sole-part', `Only one party can be ${part}; name the others joint.`, { field, part });
    }
    assigned.push({ party: found.id, part });
  }
  return assigned;
}

function unlessEmpty<Item>(list: Item[]): Item[] | undefined {
  return list.length > 0 ? list : undefined;
}
