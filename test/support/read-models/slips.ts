import { addDays } from '#domain/kernel/calendar.js';
import type { StoredEvent } from '#event-store/port/port.js';
import { ownTime } from './replay.js';

const DAY_MS = 86_400_000;

/** Something that moved a date, as it adds to the totals of a report. */
export interface Counted {
  readonly stream: string;
  readonly by: string;
  readonly position: number;
  readonly sums: Sums;
}
const NOTHING = {
  ...{ moves: 0, slips: 0, days: 0, workingDays: 0, notAgreed: 0, nearDue: 0 },
  ...{ carried: 0, restated: 0, restatedDays: 0, restatedAfterDue: 0 },
};
export type Sums = typeof NOTHING;

interface Link {
  readonly how: string;
  readonly part: string;
  readonly event: StoredEvent;
  readonly effective: number;
}
export interface HeldItem {
  readonly programme: string;
  /** Those who lead it, in the order of their assignment: the first is its owner. */
  readonly leads: readonly string[];
  readonly action?: string;
  readonly latest: string | null;
  readonly links: readonly Link[];
}

/** What a plain reading of the events, from first to last, says was moved, and whose the items were. */
export function told(events: readonly StoredEvent[], position: number, about: number) {
  const items = new Map<string, HeldItem>();
  const moves: Counted[] = [];
  const standing = new Map<string, string | null>();
  const takesEffect = new Map<string, number>();
  for (const event of events) {
    if (event.position > position || !/^(action|milestone)-/.test(event.stream)) continue;
    const { stream, type } = event;
    const data = event.data as Readonly<Record<string, unknown>>;
    const before = takesEffect.get(stream) ?? Number.NEGATIVE_INFINITY;
    const effective = type.endsWith('Corrected') ? before : Math.max(before, ownTime(event));
    takesEffect.set(stream, effective);
    const date = (data.timescale ?? data.due ?? data.value) as { latest: string | null } | undefined;
    const restates = type.endsWith('ReadingConfirmed') || (type.endsWith('Corrected') && typeof date === 'object');
    const from = standing.get(stream) ?? null;
    const sums = type.endsWith('Revised')
      ? moved(from, date?.latest ?? null, effective, data.authority === 'lead')
      : restates
        ? restated(from, date?.latest ?? null, event)
        : undefined;
    if (sums && effective <= about) moves.push({ stream, by: byWhom(event), position: event.position, sums });
    if (/Created|MilestoneSet|Revised/.test(type) || restates) standing.set(stream, date?.latest ?? null);
    const latest = standing.get(stream) ?? null;
    if (effective <= about) items.set(stream, { ...held(items.get(stream), event, data, effective), latest });
  }
  return { items, moves: [...moves, ...carriedIn(items, moves)] };
}

const byWhom = ({ metadata }: StoredEvent) => (metadata.actor as { party: string }).party;
const london = (at: number) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(at);
const near = (from: string | null, at: number) =>
  from !== null && Date.parse(from) - Date.parse(london(at)) <= 14 * DAY_MS;

function held(
  item: HeldItem | undefined,
  event: StoredEvent,
  data: Readonly<Record<string, unknown>>,
  effective: number,
) {
  const { type } = event;
  const { programme, action } = data as { programme: string; action?: string };
  if (!item) return { programme, action, leads: [], links: [] };
  if (type === 'ActionMoved') return { ...item, programme };
  if (type === 'ActionReopened') return { ...item, links: item.links.filter(({ how }) => how === 'split') };
  const linked = (how: string, parts: readonly string[]) => ({
    ...item,
    links: [
      ...item.links.filter((link) => link.how !== how || how === 'split' || parts.includes(link.part)),
      ...parts
        .filter((part) => !item.links.some((link) => link.how === how && link.part === part))
        .map((part): Link => ({ how, part, event, effective })),
    ],
  });
  if (type === 'ActionSplit') return linked('split', data.into as string[]);
  if (type === 'ActionMerged') return linked('merge', [data.into as string]);
  if (type === 'ActionWithdrawn') return linked('replaced', [data.replacedBy as string]);
  if (type !== 'ActionPartyAssigned') return item;
  const { party, part } = data as { party: string; part: string };
  return part === 'lead' ? { ...item, leads: [...item.leads.filter((lead) => lead !== party), party] } : item;
}

function moved(from: string | null, to: string | null, at: number, byLead: boolean): Sums | undefined {
  if (from === to) return undefined;
  const common = { ...NOTHING, moves: 1, nearDue: Number(near(from, at)), notAgreed: Number(byLead) };
  if (from === null || to === null) return { ...common, slips: Number(to === null) };
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  const [first, last] = [from, to].sort() as [string, string];
  let working = 0;
  for (let each = Date.parse(first) + DAY_MS; each <= Date.parse(last); each += DAY_MS)
    if (!/^S/.test(new Date(each).toUTCString())) working++;
  return { ...common, slips: Number(days > 0), days, workingDays: days < 0 ? 0 - working : working };
}

function restated(from: string | null, to: string | null, { metadata }: StoredEvent): Sums | undefined {
  if (from === null || from === to) return undefined;
  const restatedDays = to === null ? 0 : (Date.parse(to) - Date.parse(from)) / DAY_MS;
  const passed = from < london(Date.parse(metadata.recordedAt as string));
  return { ...NOTHING, restated: 1, restatedDays, restatedAfterDue: Number(passed) };
}

/** One slip of each action whose promise others carry, to the last of the days that they had promised when they took it over. */
function carriedIn(items: ReadonlyMap<string, HeldItem>, moves: readonly Counted[]): Counted[] {
  return [...items].flatMap(([stream, { latest, links }]): Counted[] => {
    const [first] = [...links].sort((one, other) => one.event.position - other.event.position);
    if (!first || latest === null) return [];
    const parts = links.flatMap(({ how, part, event }) => {
      const name = `action-${part}`;
      const item = items.get(name);
      if (!item) return [];
      const since = moves.filter((move) => move.stream === name && move.position > event.position);
      const own = since.reduce((sum, { sums }) => sum + sums.days, 0);
      return [{ how, on: item.latest === null ? null : addDays(item.latest, -own) }];
    });
    const days = parts.flatMap(({ on }) => on ?? []).sort();
    const last = days.at(-1) ?? null;
    const ends = parts.some(({ how }) => how !== 'split');
    if (last === null ? !ends : last <= latest) return [];
    const { event, effective } = first;
    const sums = moved(latest, last, effective, event.metadata.meeting === undefined);
    return sums ? [{ stream, by: byWhom(event), position: event.position, sums: { ...sums, carried: 1 } }] : [];
  });
}

export function added(moves: readonly Counted[]): Sums {
  const names = Object.keys(NOTHING) as (keyof Sums)[];
  const sum = (name: keyof Sums) => moves.reduce((total, { sums }) => total + sums[name], 0);
  return Object.fromEntries(names.map((name) => [name, sum(name)])) as Sums;
}
