import { IsIn, IsOptional } from 'class-validator';
import { CommandBody } from '../kernel/command.js';
import { isRefusal } from '../kernel/decider.js';
import { resolve } from '../kernel/resolve.js';
import { PLANS } from '../kernel/roles.js';
import { IsItem } from '../kernel/validation.js';
import { type ActionFact, PARTS, type Part, type PartyPart, SOLE_PARTS } from './events.js';
import { assignable } from './items.js';
import { type ActionState, actionVerb } from './state.js';

export class AssignActionOwner extends CommandBody {
  /** The party that leads it, by id or reference. */
  @IsItem() owner: string;
}

export const assignOwner = actionVerb({
  body: AssignActionOwner,
  roles: PLANS,
  summary: 'Give it to another lead; the one before is released.',
  decide({ owner }, state, context) {
    const party = assignable(context, owner, 'owner');
    return isRefusal(party) ? party : assigned(state, { party: party.id, part: 'lead' });
  },
});

export class AssignActionParty extends CommandBody {
  /** The party, by id or reference. */
  @IsItem() party: string;
  /** Only one party is accountable and only one leads: the one before is released. */
  @IsIn(PARTS) part: Part;
}

export const assignParty = actionVerb({
  body: AssignActionParty,
  roles: PLANS,
  summary: 'Give a party a part in it: accountable, lead, joint or assures.',
  decide(command, state, context) {
    const party = assignable(context, command.party, 'party');
    return isRefusal(party) ? party : assigned(state, { party: party.id, part: command.part });
  },
});

export class ReleaseActionParty extends CommandBody {
  /** The party, by id or reference. */
  @IsItem() party: string;
  /** The part that it gives up; every part when left out. */
  @IsOptional() @IsIn(PARTS) part?: Part;
}

export const releaseParty = actionVerb({
  body: ReleaseActionParty,
  roles: PLANS,
  summary: 'Take a part in it, or every part, from a party.',
  decide(command, state, context) {
    const party = resolve(context, 'party', command.party, 'party');
    if (isRefusal(party)) return party;
    return state.parties
      .filter((held) => held.party === party.id && (!command.part || held.part === command.part))
      .map(released);
  },
});

function assigned({ parties }: ActionState, wanted: PartyPart): ActionFact[] {
  if (parties.some((held) => held.party === wanted.party && held.part === wanted.part)) return [];
  const before = SOLE_PARTS.includes(wanted.part) ? parties.filter(({ part }) => part === wanted.part) : [];
  return [...before.map(released), { type: 'ActionPartyAssigned', data: wanted }];
}

function released(held: PartyPart): ActionFact {
  return { type: 'ActionPartyReleased', data: held };
}
