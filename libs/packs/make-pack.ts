import { type EventStore, START } from '#event-store/index.js';
import {
  type Policy,
  type ProvableEvent,
  readCheckpoint,
  readNote,
  readVerifierKey,
  writeConsistency,
} from '#proof/index.js';
import {
  eventsAfter,
  hasCosignature,
  hasLeaf,
  type KeptCheckpoint,
  proveConsistency,
  type TreeStore,
} from '#tree/index.js';
import { howToCheck } from './how-to-check.js';
import { type Manifest, PROGRAM, writeManifest } from './manifest.js';
import { lineOf } from './pack-events.js';
import { writePackZip } from './pack-zip.js';
import { remakeReport } from './remade-report.js';
import { reportHtml } from './report-html.js';

export interface PackSource {
  readonly store: Pick<EventStore, 'readAll'>;
  readonly tree: TreeStore;
  /** The ledger's own, oldest first. */
  readonly publicKeys: readonly string[];
  /** Whose cosignatures count. */
  readonly policy?: Policy | undefined;
  /** The meeting's stream, and its reference. */
  readonly stream: string;
  readonly meeting: string;
}

/** Why there is no pack to give. */
export class NoPack extends Error {
  readonly why: 'not-signed' | 'none' | 'not-proved';

  constructor(why: NoPack['why'], message: string) {
    super(message);
    this.name = 'NoPack';
    this.why = why;
  }
}

const MOST_PINNED = 50;

/** One file that proves what a meeting was shown. Errors: `NoPack`; those of the stores. */
export async function makePack({ store, tree, publicKeys, policy, stream, meeting }: PackSource): Promise<Buffer> {
  const { all, lines } = await provableEvents(store);
  const packEvent = all.findIndex((event) => event.stream === stream && event.type === 'MeetingPackIssued') + 1;
  if (packEvent === 0) throw new NoPack('none', `No pack was issued for ${meeting}.`);
  const { size, note } = await checkpointOver(tree, packEvent, policy);
  const later = await tree.checkpoint();
  const path = later && (await proveConsistency(tree, { earlier: size, later: later.size }));
  const events = all.slice(0, size);
  if (!later || !path || events.length < size) throw new NoPack('not-signed', 'The tree is being kept; try again.');
  const made = await remakeReport(events, meeting);
  if (!made?.proved)
    throw new NoPack('not-proved', `The report of ${meeting} made again has not the hash that was issued.`);
  const head = readCheckpoint(note);
  const { group } = made;
  const manifest: Manifest = { format: 1, program: PROGRAM, meeting, group, packEvent, size, origin: head.origin };
  return writePackZip({
    'HOW-TO-CHECK.txt': Buffer.from(howToCheck(manifest)),
    'pack.json': Buffer.from(writeManifest(manifest)),
    'report.html': Buffer.from(reportHtml(made)),
    'report.json': Buffer.from(made.json),
    checkpoint: Buffer.from(note),
    'later-checkpoint': Buffer.from(writeConsistency('old', { size, path, rest: later.note })),
    'public-keys': Buffer.from(signersOf(note, publicKeys)),
    'events.jsonl': Buffer.from(lines.slice(0, size).join('')),
  });
}

/** Each page is written as it comes, so that commands go on between pages. */
async function provableEvents(store: Pick<EventStore, 'readAll'>) {
  const [all, lines]: [ProvableEvent[], string[]] = [[], []];
  for await (const event of eventsAfter(store, START)) {
    if (!hasLeaf(event)) continue;
    all.push(event as ProvableEvent);
    lines.push(lineOf(event as ProvableEvent));
  }
  return { all, lines };
}

/** One that witnesses saw where there is one, else the first that was pinned, else the newest. */
async function checkpointOver(tree: TreeStore, number: number, policy: Policy | undefined): Promise<KeptCheckpoint> {
  const pinned = await tree.cosigned.pinnedFrom(number, MOST_PINNED);
  const found = pinned.find(({ note }) => hasCosignature(note, policy)) ?? pinned[0] ?? (await tree.checkpoint());
  if (found && found.size >= number) return found;
  throw new NoPack('not-signed', 'No signed checkpoint holds the pack yet; try again.');
}

/** The keys, one a line, that signed a note. */
export function signersOf(note: string, publicKeys: readonly string[]): string {
  const { signatures } = readNote(note);
  const signed = publicKeys.filter((key) => {
    const { name, id } = readVerifierKey(key);
    return signatures.some((signature) => signature.name === name && signature.keyId === id);
  });
  return signed.map((key) => `${key}\n`).join('');
}
