import { readFile } from 'node:fs/promises';
import { messageOf } from '#errors/index.js';
import {
  ED25519,
  knownSignatures,
  type Policy,
  type ProvableEvent,
  provesConsistency,
  readCheckpoint,
  readConsistency,
  readNote,
  readVerifierKey,
  type Verifier,
  verifierKey,
} from '#proof/index.js';
import { reportHash } from '#reports/index.js';
import { type HeldEvent, malformed, outcomeOf, type Verification, verifyEvents } from '#tree/index.js';
import { howToCheck } from './how-to-check.js';
import { type Manifest, PROGRAM, readManifest } from './manifest.js';
import { eventsIn } from './pack-events.js';
import { type PackFiles, readPackZip, writePackZip } from './pack-zip.js';
import { remakeReport } from './remade-report.js';
import { reportHtml } from './report-html.js';

export interface PackToCheck {
  readonly file: string;
  /** The ledger's, got another way; without them those of the pack are taken, which proves less. */
  readonly verifiers: readonly Verifier[];
  readonly policy?: Policy | undefined;
}

interface Findings {
  readonly refuted: string[];
  readonly unknown: string[];
}

const NOT_CHECKED = ['whether what was recorded is true', 'which version of the program made the pack'];
const OWN_KEY =
  'The public key is the one in the pack itself, which whoever made it could choose: give the ledger’s with --key.';

/** A pack, with nothing but the file and a public key. Errors: those of reading the file. */
export async function checkPack({ file, verifiers, policy }: PackToCheck): Promise<Verification> {
  const bytes = await readFile(file);
  try {
    return await check(bytes, verifiers, policy);
  } catch (error) {
    // What this program would not write is refused, whatever else is wrong with it.
    return malformed(`The pack is not as it was made: ${messageOf(error)}`);
  }
}

async function check(bytes: Buffer, given: readonly Verifier[], policy: Policy | undefined): Promise<Verification> {
  const files = await readPackZip(bytes);
  const manifest = readManifest(files['pack.json']);
  const events = eventsIn(files['events.jsonl']);
  const own = keysIn(files['public-keys']);
  const verifiers = given.length > 0 ? given : own;
  const note = files.checkpoint.toString();
  const verdict = await verifyEvents({
    events: held(events),
    checkpoints: [{ note, from: 'checkpoint' }],
    verifiers,
    later: laterSigners(files, verifiers),
    policy,
    notChecked: NOT_CHECKED,
  });
  const found: Findings = { refuted: [...verdict.refuted], unknown: [...verdict.unknown] };
  if (given.length === 0) found.unknown.push(OWN_KEY);
  // Another program could read what lies between the files of a zip.
  if (!(await writePackZip(files)).equals(bytes))
    found.refuted.push('The zip holds more than its files, or in another way.');
  if (files['public-keys'].toString() !== verdict.signedBy.map((key) => `${key}\n`).join(''))
    found.refuted.push('public-keys is not the key that signed the checkpoint.');
  requireHead(manifest, files, found);
  requireLaterKey(verdict, files, verifiers, found);
  if (found.refuted.length === 0) await requireReport(manifest, events, files, found);
  return { ...verdict, ...found, outcome: outcomeOf(found) };
}

async function* held(events: readonly ProvableEvent[]): AsyncGenerator<HeldEvent> {
  for (const [index, event] of events.entries()) yield { ...event, position: index + 1 } as HeldEvent;
}

const keysIn = (bytes: Buffer): Verifier[] =>
  bytes
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map(readVerifierKey);

function requireHead(manifest: Manifest, files: PackFiles, { refuted }: Findings): void {
  const head = readCheckpoint(files.checkpoint.toString());
  if (head.size !== manifest.size || head.origin !== manifest.origin)
    refuted.push('pack.json names another checkpoint than the pack holds.');
  const { size, path, rest } = readConsistency(files['later-checkpoint'].toString(), 'old');
  const later = readCheckpoint(rest);
  const isConsistent =
    size === head.size &&
    later.origin === head.origin &&
    provesConsistency({
      earlier: head.size,
      later: later.size,
      earlierRoot: head.root,
      laterRoot: later.root,
      path,
    });
  if (!isConsistent) refuted.push('later-checkpoint is not proven to go on from checkpoint.');
}

function requireLaterKey(verdict: Verification, files: PackFiles, given: readonly Verifier[], found: Findings): void {
  const signed = laterSigners(files, [...given, ...verdict.signedBy.map(readVerifierKey)]);
  const retired = verdict.keyChanges.map(({ from }) => from);
  if (signed.some((key) => !retired.includes(key))) return;
  if (signed.length > 0) found.refuted.push('later-checkpoint is signed by a key that was retired.');
  else found.unknown.push('A key that is not known signed later-checkpoint: give it with --key too, after the others.');
}

/** Errors: `BadProof` where one of the signatures is wrong. */
function laterSigners(files: PackFiles, verifiers: readonly Verifier[]): string[] {
  const { rest } = readConsistency(files['later-checkpoint'].toString(), 'old');
  const { origin } = readCheckpoint(rest);
  const ofLog = verifiers.filter(({ type, name }) => type === ED25519 && name === origin);
  return knownSignatures(readNote(rest), ofLog).map(({ by }) => verifierKey(by));
}

async function requireReport(
  manifest: Manifest,
  events: readonly ProvableEvent[],
  files: PackFiles,
  { refuted, unknown }: Findings,
): Promise<void> {
  const { meeting, group, packEvent, program } = manifest;
  const issued = events[packEvent - 1];
  if (reportHash(JSON.parse(files['report.json'].toString())) !== issued?.data.hash)
    return void refuted.push('report.json is not the report that was issued: it has another hash than the event says.');
  const made = await remakeReport(events, meeting);
  if (issued?.type !== 'MeetingPackIssued' || issued.data.hash !== made?.hash || !made || made.group !== group)
    return void refuted.push(`Event ${packEvent} did not issue a pack of ${meeting} to ${group}.`);
  if (!made.proved) unknown.push('The report made again from the events has not the hash that was issued.');
  const again: readonly [keyof PackFiles, string][] = [
    ['report.json', made.json],
    ['report.html', reportHtml(made)],
    ['HOW-TO-CHECK.txt', howToCheck(manifest)],
  ];
  for (const [name, text] of again) {
    if (files[name].equals(Buffer.from(text))) continue;
    if (program === PROGRAM) refuted.push(`${name} is not what follows from the events.`);
    else unknown.push(`${name} was made by version ${program} and is made otherwise by ${PROGRAM}: ask that version.`);
  }
}
