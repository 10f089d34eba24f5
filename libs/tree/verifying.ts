import { messageOf } from '#errors/index.js';
import {
  type GrowingTree,
  type GrownTile,
  growingTree,
  type Hash,
  leafOf,
  ledgerOf,
  type Policy,
  TILE_WIDTH,
  type Verifier,
} from '#proof/index.js';
import { isClaim } from '#read-store/index.js';
import { readCosignatures } from './cosignatures.js';
import { judgeKeys, type NumberedKeyChange } from './judging-keys.js';
import { isKeyChange, keyChangeOf } from './key-changes.js';
import { hasLeaf } from './ledger-events.js';
import { type CheckedHead, type GivenCheckpoint, openCheckpoints } from './opening-checkpoints.js';
import { nameOf } from './same-history.js';
import type { TreeStore } from './tree-store.js';
import { outcomeOf, type Verification } from './verification.js';

/** An event as a store or an export holds it. */
export type HeldEvent = Parameters<typeof hasLeaf>[0];

export interface Verifying {
  readonly events: AsyncIterable<HeldEvent>;
  readonly checkpoints: readonly GivenCheckpoint[];
  readonly verifiers: readonly Verifier[];
  /** The kept tiles, which are held against the events too, and name the first that differs. */
  readonly tree?: TreeStore | undefined;
  readonly notChecked: readonly string[];
  /** Which witnesses must have seen the events; without it cosignatures are not looked at. */
  readonly policy?: Policy | undefined;
  /** Keys that are proven to sign what goes on from these events. */
  readonly later?: readonly string[];
  /** A server passes over foreign events; in a file nobody expects them. */
  readonly passesForeign?: boolean;
}

/** Hashes every event again. Errors: those of reading the events. */
export async function verifyEvents(given: Verifying): Promise<Verification> {
  const opened = openCheckpoints(given.checkpoints);
  const newest = opened.heads.at(-1);
  const [refuted, unknown] = [[...opened.refuted], [...opened.unknown]];
  const read = await readEvents(given, opened.heads, refuted);
  const { changes } = read;
  const keys = judgeKeys({ heads: opened.heads, verifiers: given.verifiers, changes, later: given.later ?? [] });
  refuted.push(...keys.refuted);
  unknown.push(...keys.unknown);
  const size = newest?.size ?? 0;
  const witnesses = given.policy ? readCosignatures(given.checkpoints, given.policy, new Date()) : null;
  refuted.push(...(witnesses?.refuted ?? []));
  if (refuted.length === 0 && read.events < size)
    refuted.push(`${missing(read.events, size)} missing: the checkpoint of ${newest?.from} holds ${size} events.`);
  if (read.events > size) unknown.push(`${missing(size, read.events)} in no signed checkpoint yet.`);
  if (witnesses)
    unknown.push(...witnesses.unknown, ...unseen(witnesses.upTo, Math.min(read.events, size), given.policy));
  const foreign = read.foreign > 0 ? [`${read.foreign} events that are none of this ledger's`] : [];
  if (!given.passesForeign) unknown.push(...foreign.map((what) => `Nothing is known of ${what}.`));
  return {
    outcome: outcomeOf({ refuted, unknown }),
    ledger: newest ? ledgerOf(newest.origin) : null,
    events: read.events,
    signed: Math.min(read.events, size),
    checkpoints: opened.heads.length,
    root: newest?.root.toString('base64') ?? null,
    signedBy: keys.signedBy,
    keyChanges: changes.map(({ number, at, from, to, isHandedOver }) => ({ number, at, from, key: to, isHandedOver })),
    derivedSaltsUpTo: read.derived,
    witnesses: witnesses && { quorum: witnesses.quorum, upTo: witnesses.upTo, seen: witnesses.seen },
    refuted,
    unknown,
    notChecked: [
      ...(read.claims > 0 ? [`${read.claims} claims of references`] : []),
      ...foreign,
      ...(witnesses ? [] : ['which witnesses saw it (--policy)']),
      ...given.notChecked,
    ],
  };
}

function unseen(upTo: number, signed: number, policy: Policy | undefined): string[] {
  if (!policy || upTo >= signed) return [];
  const which = upTo + 1 === signed ? `Event ${signed} was` : `Events ${upTo + 1} to ${signed} were`;
  return [`${which} not seen by enough witnesses, which are ${policy.quorum}.`];
}

const missing = (held: number, of: number) => (held + 1 === of ? `Event ${of} is` : `Events ${held + 1} to ${of} are`);

interface ReadEvents {
  readonly events: number;
  readonly claims: number;
  readonly foreign: number;
  readonly derived: number | null;
  readonly changes: readonly NumberedKeyChange[];
}

/** Stops at the first event that is refuted. */
async function readEvents(
  { events, tree }: Verifying,
  heads: readonly CheckedHead[],
  refuted: string[],
): Promise<ReadEvents> {
  const newest = heads.at(-1);
  const ledger = newest && ledgerOf(newest.origin);
  const growing = growingTree(0, () => []);
  const kept = (await tree?.state())?.size ?? 0;
  const sizes = new Set(heads.map(({ size }) => size));
  const changes: NumberedKeyChange[] = [];
  let unheld: HeldEvent[] = [];
  let [count, claims, foreign, derived] = [0, 0, 0, 0];
  for await (const event of events) {
    if (!hasLeaf(event)) {
      if (isClaim(event.stream)) claims += 1;
      else foreign += 1;
      continue;
    }
    count += 1;
    if (!newest || ledger === undefined || count > newest.size) continue;
    unheld.push(event);
    if (event.salt === undefined) derived = count;
    try {
      growing.add(leafOf(ledger, event));
    } catch (error) {
      refuted.push(`Event ${count}, ${nameOf(event)}, cannot be hashed: ${messageOf(error)}`);
      break;
    }
    if (isKeyChange(event)) refuted.push(...keptChange(event, count, changes));
    const isDue = count % TILE_WIDTH === 0 || sizes.has(count);
    if (!isDue) continue;
    const wrong = (await differingTile(growing, tree, kept, unheld)) ?? wrongHead(growing, heads);
    if (wrong !== undefined) {
      refuted.push(wrong);
      break;
    }
    if (count % TILE_WIDTH === 0) unheld = [];
  }
  return { events: count, claims, foreign, derived: derived === 0 ? null : derived, changes };
}

function keptChange(event: HeldEvent, number: number, changes: NumberedKeyChange[]): string[] {
  try {
    changes.push({ ...keyChangeOf(event), number });
    return [];
  } catch (error) {
    return [`Event ${number}, ${nameOf(event)}, changes no key: ${messageOf(error)}`];
  }
}

function wrongHead(growing: GrowingTree, heads: readonly CheckedHead[]): string | undefined {
  const due = heads.filter(({ size }) => size === growing.size());
  if (due.length === 0) return undefined;
  const root = growing.root();
  const wrong = due.find((head) => !head.root.equals(root));
  if (!wrong) return undefined;
  return `Of the first ${wrong.size} events at least one is not what was signed: they give another root than the checkpoint of ${wrong.from}.`;
}

/** Holds what has grown against the tiles that were kept; of a leaf the event is named. */
async function differingTile(
  growing: GrowingTree,
  tree: TreeStore | undefined,
  kept: number,
  events: readonly HeldEvent[],
): Promise<string | undefined> {
  const grown = growing.takeGrown();
  if (!tree) return undefined;
  const stored = await tree.tiles(grown);
  for (const tile of grown) {
    const place = firstDifference(tile, stored(tile), kept);
    if (place === undefined) continue;
    if (tile.level > 0) return `The kept tile ${tile.level}/${tile.index} is not the one of the events below it.`;
    return `Event ${tile.index * TILE_WIDTH + place + 1}, ${nameOf(events[place] as HeldEvent)}, is not what was signed.`;
  }
  return undefined;
}

function firstDifference({ level, index, hashes }: GrownTile, stored: readonly Hash[], kept: number) {
  const width = Math.min(hashes.length, Math.floor(kept / TILE_WIDTH ** level) - index * TILE_WIDTH);
  for (let place = 0; place < width; place++) if (!stored[place]?.equals(hashes[place] as Hash)) return place;
  return undefined;
}
