import { type LedgerEvent, type Passage, type PassageField, reasonOf } from '#read-store/index.js';

/** What an item is now: a later text takes the place of the one before. Named as the events name it. */
const STANDING: Readonly<Record<string, PassageField>> = {
  title: 'title',
  name: 'title',
  measure: 'title',
  description: 'description',
  rationale: 'rationale',
  alternatives: 'alternatives',
};

/** What an event said: it stays as it was said. */
const SAID: Readonly<Record<string, PassageField>> = {
  narrative: 'narrative',
  text: 'note',
  evidence: 'evidence',
  ask: 'ask',
  grounds: 'grounds',
  outcome: 'outcome',
  basis: 'basis',
};

type Data = Readonly<Record<string, unknown>>;

/** The texts of an event of an item that can be searched for, in the order in which a page would show them. */
export function passagesOf(event: LedgerEvent, { reference }: { readonly reference?: string }): readonly Passage[] {
  const data: Data = { ...event.data };
  const texts = [...stated(event, data), ...said(event, data), ...told(event)];
  return texts.map((each) => (each.field === 'title' ? { ...each, reference } : each));
}

function stated({ type, revision }: LedgerEvent, data: Data): Passage[] {
  if (type === 'ActionEvidenceAttached') return [];
  const fields = type.endsWith('Corrected') ? { [String(data.field)]: data.value ?? null } : data;
  const texts = Object.entries(STANDING).flatMap(([name, field]): Passage[] => {
    const value = fields[name];
    return value === undefined ? [] : [{ field, text: textOf(value), replaceable: true }];
  });
  if (revision > 0 || texts.some(({ field }) => field === 'title')) return texts;
  // An item without a title is found by its reference.
  return [{ field: 'title', text: '', replaceable: true }, ...texts];
}

function said({ type }: LedgerEvent, data: Data): Passage[] {
  const isEvidence = type === 'ActionEvidenceAttached';
  const texts = Object.entries(isEvidence ? { title: 'evidence', ...SAID, text: 'evidence' } : SAID);
  const found = texts.flatMap(([name, field]): Passage[] => {
    const value = data[name];
    return typeof value === 'string' ? [{ field: field as PassageField, text: value }] : [];
  });
  return [...found, ...conditionsIn(data).map((text): Passage => ({ field: 'condition', text }))];
}

function told(event: LedgerEvent): Passage[] {
  const reason = reasonOf(event);
  const { minuteRef } = event.metadata;
  return [
    ...(reason === undefined ? [] : [{ field: 'reason', text: reason, inAudit: true } as const]),
    ...(minuteRef === undefined ? [] : [{ field: 'minute', text: minuteRef, inAudit: true } as const]),
  ];
}

function conditionsIn({ conditions }: Data): string[] {
  return Array.isArray(conditions) ? conditions.map(({ text }: { text: string }) => text) : [];
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join('\n');
  return typeof value === 'string' ? value : '';
}
