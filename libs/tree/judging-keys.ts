import { messageOf } from '#errors/index.js';
import { ED25519, knownSignatures, readNote, readVerifierKey, type Verifier, verifierKey } from '#proof/index.js';
import type { KeyChange } from './key-changes.js';
import type { CheckedHead } from './opening-checkpoints.js';

/** With the number of its event. */
export interface NumberedKeyChange extends KeyChange {
  readonly number: number;
}

export interface JudgedKeys {
  /** Whose signatures are right on the newest. */
  readonly signedBy: readonly string[];
  readonly refuted: readonly string[];
  readonly unknown: readonly string[];
}

interface KeysToJudge {
  /** From the smallest tree on. */
  readonly heads: readonly CheckedHead[];
  /** Oldest first. */
  readonly verifiers: readonly Verifier[];
  readonly changes: readonly NumberedKeyChange[];
  /** Keys that are proven to sign what goes on from these events. */
  readonly later: readonly string[];
}

/**
 * Whether the key that was in force signed each checkpoint. A key that is given speaks for those before it, and for
 * those after it that were handed over to.
 */
export function judgeKeys({ heads, verifiers, changes, later }: KeysToJudge): JudgedKeys {
  const newest = heads.at(-1);
  const given = verifiers.map(verifierKey);
  const known = [...new Set([...given, ...changes.flatMap(({ from, to }) => (from === null ? [to] : [from, to]))])];
  const refuted = [
    ...changes.flatMap(({ number, from }, nth) =>
      nth > 0 && from !== changes[nth - 1]?.to
        ? [`Event ${number} takes a key over from another than the one in force.`]
        : [],
    ),
    ...heads.flatMap((head) => wrongKeyOf(head, { given, known, changes })),
  ];
  const unknown = newest && refuted.length === 0 ? doubtsOf(newest, { given, changes, later }) : [];
  return { signedBy: newest ? signersOf(newest, known).keys : [], refuted, unknown };
}

interface Keys {
  readonly given: readonly string[];
  readonly known: readonly string[];
  readonly changes: readonly NumberedKeyChange[];
  readonly later: readonly string[];
}

function wrongKeyOf(head: CheckedHead, { given, known, changes }: Omit<Keys, 'later'>): string[] {
  const { keys: signed, wrong } = signersOf(head, known);
  if (wrong !== undefined) return [`The checkpoint of ${head.from}: ${wrong}`];
  // Where none was given there is nothing to compare with; that is said as a doubt.
  if (given.length === 0) return [];
  const chain = chainOf(changes);
  const last = changes.findLast(({ number }) => number <= head.size);
  const isKnown = last ? chain.some((key) => given.includes(key)) : true;
  const came = changes.map(({ to }) => to);
  const right = last ? [last.to] : [...given, ...chain].filter((key) => !came.includes(key));
  if (isKnown && signed.some((key) => right.includes(key))) return [];
  if (!last || !isKnown || signed.length === 0)
    return [`The checkpoint of ${head.from}: No known key of ${head.origin} signed the checkpoint.`];
  return [
    `The checkpoint of ${head.from} holds ${head.size} events, and a key that was not in force signed it: since event ${last.number} it is ${last.to}.`,
  ];
}

function doubtsOf(head: CheckedHead, { given, changes, later }: Omit<Keys, 'known'>): string[] {
  if (given.length === 0)
    return [
      `The checkpoint of ${head.from}: No known key of ${head.origin} signed the checkpoint. Give the public key of the ledger with --key.`,
    ];
  const chain = chainOf(changes);
  const place = chain.findLastIndex((key) => given.includes(key));
  const taken = changes.slice(changes.findIndex(({ to }) => to === chain[place]) + 1);
  const broken = taken.find(({ isHandedOver }) => !isHandedOver);
  if (broken)
    return [
      `The key changed with event ${broken.number}, on ${broken.at}, without the old key’s signature. Get the new key another way, and give it with --key: ${broken.to}`,
    ];
  const heard = chain.length > 0 ? chain : signersOf(head, given).keys;
  const unheard = given.slice(given.findLastIndex((key) => heard.includes(key)) + 1);
  return unheard
    .filter((key) => !later.includes(key))
    .map(
      (key) =>
        `No event says that ${key} took over, which was given as a later key. Either the events are from before it did, or a retired key signed another history. Give the key alone that was in force.`,
    );
}

const chainOf = (changes: readonly NumberedKeyChange[]): string[] =>
  [changes[0]?.from ?? null, ...changes.map(({ to }) => to)].filter((key) => key !== null);

/** The keys whose signatures are on it; none where one of them is wrong. */
function signersOf({ note, origin }: CheckedHead, keys: readonly string[]) {
  const ofLog = keys.map(readVerifierKey).filter(({ type, name }) => type === ED25519 && name === origin);
  try {
    return { keys: knownSignatures(readNote(note), ofLog).map(({ by }) => verifierKey(by)) };
  } catch (error) {
    return { keys: [], wrong: messageOf(error) };
  }
}
