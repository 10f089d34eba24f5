import { BadProof } from '../text/bad-proof.js';
import { COSIGNATURE, ED25519, readVerifierKey, type SignatureType, type Verifier, verifierKey } from './keys.js';

/** C2SP tlog-policy: which logs and witnesses are known, and which of the witnesses must have seen a checkpoint. */
export interface Policy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  /** Whether the witnesses with these keys, written whole, are enough: four bytes of a hash could be made twice. */
  isMetBy(keys: ReadonlySet<string>): boolean;
  /** As `2 of Trust, CCG, Auditor`. */
  readonly quorum: string;
}

export interface PolicyLog {
  readonly key: Verifier;
  readonly url?: string;
}

export interface PolicyWitness extends PolicyLog {
  /** Its name in the file, which need not be that of its key. */
  readonly name: string;
}

interface Member {
  readonly words: string;
  isMetBy(keys: ReadonlySet<string>): boolean;
}

interface Reading {
  readonly logs: PolicyLog[];
  readonly witnesses: PolicyWitness[];
  readonly members: Map<string, Member>;
  /** Members of a group already: each counts in one way only. */
  readonly taken: Set<string>;
  quorum?: Member;
}

const MOST_CHARACTERS = 100_000;
const MOST_LINES = 1_000;
const NONE = 'none';
// biome-ignore lint/suspicious/noControlCharactersInRegex: a policy must not hold them.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** Errors: `BadProof`, with the line that is wrong. */
export function readPolicy(text: string): Policy {
  if (text.length > MOST_CHARACTERS || CONTROL.test(text)) throw new BadProof('This is not a policy of witnesses.');
  const lines = text.split('\n');
  if (lines.length > MOST_LINES) throw new BadProof('The policy is too long.');
  const reading: Reading = { logs: [], witnesses: [], members: new Map(), taken: new Set() };
  lines.forEach((line, index) => {
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    if (words.length > 0 && !words[0]?.startsWith('#')) readLine(words, reading, index + 1);
  });
  const { logs, witnesses, quorum } = reading;
  if (!quorum) throw new BadProof('The policy has no line quorum: write which witness or group must have seen it.');
  return { logs, witnesses, isMetBy: quorum.isMetBy, quorum: quorum.words };
}

function readLine([keyword, ...words]: readonly string[], reading: Reading, line: number): void {
  try {
    if (keyword === 'log') readLog(words, reading);
    else if (keyword === 'witness') readWitness(words, reading);
    else if (keyword === 'group') readGroup(words, reading);
    else if (keyword === 'quorum') readQuorum(words, reading);
    else throw new BadProof(`${keyword} is neither log, witness, group nor quorum`);
  } catch (error) {
    if (!(error instanceof BadProof)) throw error;
    throw new BadProof(`Line ${line} of the policy: ${error.message.replace(/\.$/, '')}.`);
  }
}

function readLog(words: readonly string[], { logs }: Reading): void {
  const [key = '', url] = atMost(2, words, 'log <key> [<address>]');
  logs.push({ key: keyOf(key, ED25519, logs), ...(url !== undefined && { url }) });
}

function readWitness(words: readonly string[], { witnesses, members }: Reading): void {
  const [name = '', key = '', url] = atMost(3, words, 'witness <name> <key> [<address>]');
  requireNew(name, members);
  const witness = { name, key: keyOf(key, COSIGNATURE, witnesses), ...(url !== undefined && { url }) };
  witnesses.push(witness);
  members.set(name, { words: name, isMetBy: (keys) => keys.has(verifierKey(witness.key)) });
}

function readGroup(words: readonly string[], { members, taken }: Reading): void {
  const [name = '', threshold = '', ...names] = words;
  requireNew(name, members);
  const of = names.map((each) => known(each, members));
  const least = threshold === 'all' ? of.length : threshold === 'any' ? 1 : Number(threshold);
  const isNumber = ['all', 'any'].includes(threshold) || /^[1-9]\d{0,3}$/.test(threshold);
  if (!isNumber || of.length === 0 || least > of.length)
    throw new BadProof('a group is written as group <name> all|any|<k> <name>..., with k of 1 to the count of names');
  for (const each of names) {
    if (taken.has(each)) throw new BadProof(`${each} is in a group already`);
    taken.add(each);
  }
  members.set(name, {
    words: `${least} of ${of.map((member) => (member.words.includes(' ') ? `(${member.words})` : member.words)).join(', ')}`,
    isMetBy: (keys) => of.filter((member) => member.isMetBy(keys)).length >= least,
  });
}

function readQuorum(words: readonly string[], reading: Reading): void {
  const [name = ''] = atMost(1, words, 'quorum <name>');
  if (reading.quorum) throw new BadProof('there is a quorum already');
  reading.quorum = name === NONE ? { words: NONE, isMetBy: () => true } : known(name, reading.members);
}

function atMost(count: number, words: readonly string[], usage: string): readonly string[] {
  const least = usage.split(' ').filter((word) => word.startsWith('<')).length;
  if (words.length < least || words.length > count) throw new BadProof(`it is written as ${usage}`);
  return words;
}

function requireNew(name: string, members: ReadonlyMap<string, Member>): void {
  if (name === '' || name === NONE || members.has(name)) throw new BadProof(`the name ${name} is taken`);
}

function known(name: string, members: ReadonlyMap<string, Member>): Member {
  const member = members.get(name);
  if (!member) throw new BadProof(`no line before it says who ${name} is`);
  return member;
}

/** Two keys are the same where their bytes are, whatever their names. */
function keyOf(text: string, type: SignatureType, others: readonly PolicyLog[]): Verifier {
  const key = readVerifierKey(text);
  if (key.type !== type)
    throw new BadProof(`${key.name} has a key of ${key.type === ED25519 ? 'a log' : 'a witness'}, not of the other`);
  if (others.some((other) => other.key.publicKey.equals(key.publicKey)))
    throw new BadProof(`the key of ${key.name} stands in it twice`);
  return key;
}
