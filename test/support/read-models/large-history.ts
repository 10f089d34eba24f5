import type { StoredEvent } from '#event-store/port/port.js';
import { stored, type ToldFact } from './events.js';
import { by } from './timescales.js';

/** How large a history is to be. */
export interface Size {
  readonly events: number;
  readonly actions: number;
  readonly programmes: number;
}
export const sized = (events: number): Size => ({ events, actions: Math.round(events / 10), programmes: 200 });

const GROUPS = 20;
const PARTIES = 300;
const TARGETS_PER_PROGRAMME = 5;
const INTERNAL = { level: 'internal' } as const;
const REASONS = [
  'Staff are not in post yet; recruitment goes on until the summer.',
  'The contract variation waits for the provider to sign.',
  'The financial decision of the governing body stands behind this.',
];
const FIRST_DAY = Date.UTC(2018, 3, 1);
const DAYS = 730;

/** The same numbers for the same seed: mulberry32. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const id = (kind: number, number: number) =>
  `${String(kind).padStart(8, '0')}-0000-5000-8000-${String(number).padStart(12, '0')}`;
const groupId = (number: number) => id(1, number);
const partyId = (number: number) => id(2, number);
const programmeId = (number: number) => id(3, number);
const actionId = (number: number) => id(4, number);
const targetId = (number: number) => id(5, number);

/** A large ledger, the same at every call: bodies, programmes with their targets, actions and two years of their lives. */
export function largeHistory(size: Size, seed = 2018): StoredEvent[] {
  const below = random(seed);
  const day = () => new Date(FIRST_DAY + below(DAYS) * 86_400_000).toISOString().slice(0, 10);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const facts: ToldFact[] = [
    { stream: 'ledger', type: 'LedgerOpened', data: { ledger: id(0, 0), name: 'A large plan', illustrative: true } },
  ];
  const tell = (stream: string, type: ToldFact['type'], data: object) =>
    facts.push({ stream, type, data, actor: partyId(below(PARTIES)) });

  for (let g = 0; g < GROUPS; g++)
    tell(`group-${groupId(g)}`, 'GroupRegistered', { reference: `G${g}`, name: `Group ${g}` });
  for (let p = 0; p < PARTIES; p++)
    tell(`party-${partyId(p)}`, 'PartyRegistered', { reference: `POST${p}`, kind: 'post', name: `Post ${p}` });
  for (let p = 0; p < size.programmes; p++) {
    const data = { reference: `P${p}`, name: `Programme ${p}`, group: groupId(p % GROUPS) };
    tell(`programme-${programmeId(p)}`, 'ProgrammeRegistered', data);
    for (let t = 0; t < TARGETS_PER_PROGRAMME; t++) setTarget(tell, p, t);
  }
  let created = 0;
  while (facts.length < size.events) {
    const due = created < size.actions && below(size.events - facts.length) < (size.actions - created) * 2;
    if (due || created === 0) {
      tell(`action-${actionId(created)}`, 'ActionCreated', {
        reference: `P${created % size.programmes}-A${created}`,
        title: `Commission the service that the review of area ${created} asks for`,
        description:
          'Work with the providers, the people who use the service and the council, and report to the board.',
        programme: programmeId(created % size.programmes),
        timescale: by(day()),
        parties: [{ party: partyId(below(PARTIES)), part: 'lead' }],
        access: INTERNAL,
      });
      created += 1;
    } else if (below(25) === 0) {
      const target = below(size.programmes * TARGETS_PER_PROGRAMME);
      const period = `201${8 + below(2)}-${String(1 + below(12)).padStart(2, '0')}`;
      const figure = { period, value: String(below(100)), status: 'final', access: INTERNAL };
      tell(`target-${targetId(target)}`, 'TargetMeasured', figure);
    } else {
      const [type, data] = laterFact(below, pick, day);
      tell(`action-${actionId(below(created))}`, type, data);
    }
  }
  const step = (DAYS * 86_400_000) / size.events;
  return stored(facts.map((fact, n) => ({ ...fact, recordedAt: new Date(FIRST_DAY + n * step).toISOString() })));
}

function setTarget(tell: (stream: string, type: ToldFact['type'], data: object) => void, programme: number, n: number) {
  const number = programme * TARGETS_PER_PROGRAMME + n;
  tell(`target-${targetId(number)}`, 'TargetSet', {
    reference: `P${programme}-T${n}`,
    programme: programmeId(programme),
    measure: `Share of people seen within ${n + 1} weeks`,
    unit: '%',
    direction: 'at-least',
    kind: 'standard',
    accumulates: false,
    trajectory: [{ period: '2018/19', value: 60 }],
    access: INTERNAL,
  });
}

type Pick = <T>(from: readonly T[]) => T;

function laterFact(below: (n: number) => number, pick: Pick, day: () => string): [ToldFact['type'], object] {
  switch (below(10)) {
    case 0:
      return ['ActionTimescaleRevised', { timescale: by(day()), reason: pick(REASONS), authority: 'group' }];
    case 1:
      return ['ActionStarted', {}];
    case 2:
      return ['ActionBlocked', { reason: pick(REASONS) }];
    case 3:
      return ['ActionUnblocked', {}];
    case 4:
      return ['ActionRated', { rating: pick(['green', 'amber', 'red']), narrative: pick(REASONS), scheme: 1 }];
    case 5:
      return ['ActionForecast', { timescale: by(day()) }];
    case 6:
      return ['ActionPartyAssigned', { party: partyId(below(PARTIES)), part: 'joint' }];
    default:
      return ['ActionProgressReported', { narrative: pick(REASONS), percent: below(100) }];
  }
}
