import type { CalendarDate } from '../kernel/calendar.js';
import type { Context, Lookup, NextMeeting } from '../kernel/decider.js';
import type { ProgrammeState } from '../programme/programme.js';

export interface Overseen {
  readonly programme: string;
  readonly overseenBy?: string;
  readonly action?: string;
}

export function nextMeetingOf(
  item: Overseen,
  after: CalendarDate,
  { lookup }: Pick<Context, 'lookup'>,
): NextMeeting | undefined {
  const group = groupOf(item, lookup);
  return group === undefined ? undefined : lookup.nextMeeting(group, after);
}

function groupOf({ overseenBy, action, programme }: Overseen, lookup: Lookup): string | undefined {
  const own = overseenBy ?? (action && lookup.find<Pick<Overseen, 'overseenBy'>>('action', action)?.state.overseenBy);
  if (own) return own;
  const seen = new Set<string>();
  for (let id: string | undefined = programme; id !== undefined && !seen.has(id); ) {
    seen.add(id);
    const state: ProgrammeState | undefined = lookup.find<ProgrammeState>('programme', id)?.state;
    if (state?.group) return state.group;
    id = state?.parent;
  }
  return undefined;
}
