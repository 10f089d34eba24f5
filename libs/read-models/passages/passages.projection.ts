import { type LedgerEvent, type Passage, type PassageField, reasonOf } from '#read-store/index.js';

type Named = readonly (readonly [name: string, field: PassageField])[];

/** What an item is now: a later text takes the place of the one before. Named as the events name it. */
const STANDING: Named = [
  ['title', 'title'],
  ['name', 'title'],
  ['measure', 'title'],
  ['description', 'description'],
  ['rationale', 'rationale'],
  ['alternatives', 'alternatives'],
];

/** What an event said: it stays as it was said. */
const SAID: Named = [
  ['narrative', 'narrative'],
  ['text', 'note'],
  ['evidence', 'evidence'],
  ['ask', 'ask'],
  ['grounds', 'grounds'],
  ['outcome', 'outcome'],
  ['basis', 'basis'],
];
const SAID_AS_EVIDENCE: Named = [
  ['title', 'evidence'],
  ...SAID.map(([name, field]) => [name, name === 'text' ? 'evidence' : field] as const),
];

type Data = Readonly<Record<string, unknown>>;

/** The texts of an event of an item that can be searched for, in the order in which a page would show them. */
export function passagesOf(event: LedgerEvent, { reference }: { readonly reference?: string }): readonly Passage[] {
  const data: Data = event.data as object as Data;
  const passages: Passage[] = [];
  if (event.type === 'ActionEvidenceAttached') addSaid(passages, SAID_AS_EVIDENCE, data);
  else {
    addStanding(passages, event, data, reference);
    addSaid(passages, SAID, data);
  }
  for (const text of conditionsIn(data)) passages.push({ field: 'condition', text });
  const reason = reasonOf(event);
  if (reason !== undefined) passages.push({ field: 'reason', text: reason, inAudit: true });
  const { minuteRef } = event.metadata;
  if (minuteRef !== undefined) passages.push({ field: 'minute', text: minuteRef, inAudit: true });
  return passages;
}

function addStanding(passages: Passage[], { type, revision }: LedgerEvent, data: Data, reference?: string): void {
  const fields = type.endsWith('Corrected') ? { [String(data.field)]: data.value ?? null } : data;
  const titled = STANDING.some(([name, field]) => field === 'title' && fields[name] !== undefined);
  // An item without a title is found by its reference.
  if (revision === 0 && !titled) passages.push({ field: 'title', text: '', replaceable: true, reference });
  for (const [name, field] of STANDING) {
    const value = fields[name];
    if (value === undefined) continue;
    const text = textOf(value);
    if (field === 'title') passages.push({ field, text, replaceable: true, reference });
    else passages.push({ field, text, replaceable: true });
  }
}

function addSaid(passages: Passage[], named: Named, data: Data): void {
  for (const [name, field] of named) {
    const text = data[name];
    if (typeof text === 'string') passages.push({ field, text });
  }
}

function conditionsIn({ conditions }: Data): string[] {
  return Array.isArray(conditions) ? conditions.map(({ text }: { text: string }) => text) : NONE;
}

const NONE: string[] = [];

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join('\n');
  return typeof value === 'string' ? value : '';
}
