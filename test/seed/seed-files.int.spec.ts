import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

const KINDS = ['programme', 'group', 'party', 'meeting', 'action', 'milestone', 'target', 'decision'] as const;
type Kind = (typeof KINDS)[number];
type Body = Record<string, unknown>;

interface Item {
  readonly kind: Kind;
  readonly reference: string;
  readonly source: { readonly document?: string; readonly heading?: string; readonly line?: number };
  readonly rows: readonly number[];
  readonly body: Body;
  readonly steps: readonly { readonly verb: string; readonly body: Body }[];
}
interface Row {
  readonly row: number;
  readonly line: number;
  readonly timescale: string | null;
  readonly items: readonly string[];
}
interface Count {
  readonly rows: number;
  readonly timescaleTexts: number;
  readonly programmeAreas: number;
  readonly tables: Readonly<Record<string, number>>;
  readonly items: Readonly<Record<string, number>>;
  readonly programmes: Readonly<Record<string, readonly number[]>>;
  readonly figures: readonly { readonly target: string; readonly values: readonly string[] }[];
}

/** The verbs that this plan uses, of those that the API has. */
const VERBS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  action: ['start', 'report-progress', 'complete', 'add-note', 'attach-evidence'],
  milestone: ['meet'],
  target: ['record-measurement', 'report-breach', 'forecast'],
};
/** Fields whose values are references. */
const POINTERS = [
  ...['programme', 'group', 'parent', 'lead', 'owner', 'overseenBy', 'organisation', 'action', 'party'],
  ...['agreedBy', 'alsoIn', 'dependsOn', 'supersedes', 'ratifies', 'reference'],
];

const folder = new URL('../../../seeds/dorset-mental-health-2018/', import.meta.url);
const read = (file: string) => parse(readFileSync(new URL(file, folder), 'utf8'));

const plan = read('plan.yaml') as { files: string[]; occurredAt: string };
const items = plan.files.flatMap((file) => (read(file).items as Body[]).map(itemOf));
const rows = read('rows.yaml').rows as Row[];
const count = read('count.yaml') as Count;

function itemOf(written: Body): Item {
  const kinds = KINDS.filter((kind) => kind in written);
  const unknown = Object.keys(written).filter((key) => ![...KINDS, 'source', 'row', 'body', 'then'].includes(key));
  const [kind] = kinds;
  if (!kind || kinds.length > 1 || unknown.length > 0) throw new Error(`Not an item: ${JSON.stringify(written)}`);
  const followUps = (written.then ?? []) as Record<string, Body>[];
  return {
    kind,
    reference: written[kind] as string,
    source: (written.source ?? {}) as Item['source'],
    rows: [written.row ?? []].flat() as number[],
    body: written.body as Body,
    steps: followUps.flatMap((step) => Object.entries(step).map(([verb, body]) => ({ verb, body }))),
  };
}

/** Every reference that a body names, however deep. */
function pointersIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return POINTERS.includes(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => pointersIn(each, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]) => pointersIn(inner, field));
}

/** Every figure of a target as written: measurements and forecasts, a baseline that was not measured, points. */
function figuresOf({ body, steps }: Item): unknown[] {
  const told = steps.filter(({ verb }) => verb !== 'report-breach').map((step) => step.body);
  const baseline = body.baseline as Body | undefined;
  const isMeasured = told.some(({ period }) => period === baseline?.period);
  const points = (body.trajectory ?? []) as Body[];
  return [
    ...told.flatMap(({ value, numerator, denominator, low, high }) => [value, numerator, denominator, low, high]),
    isMeasured ? undefined : baseline?.value,
    ...points.map(({ value }) => value),
  ].filter((figure) => figure !== undefined);
}

const prefixOf = (reference: string) => reference.slice(0, reference.lastIndexOf('-'));
const tally = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, names.filter((other) => other === name).length]));
const planned = (kind: Kind, programme: string) =>
  items.filter((item) => item.kind === kind && prefixOf(item.reference) === programme).length;

describe('each item', () => {
  test('has a reference of its own', () => {
    const references = items.map(({ reference }) => reference);
    expect(references.filter((reference, index) => references.indexOf(reference) !== index)).toEqual([]);
    expect(references.filter((reference) => !/^[A-Z0-9][A-Z0-9-]{0,39}$/.test(reference))).toEqual([]);
  });

  test('names only what is defined before it', () => {
    const known = new Set<string>();
    const unknown = items.flatMap(({ reference, body, steps }) => {
      const missing = pointersIn(body).filter((pointer) => !known.has(pointer));
      known.add(reference);
      return [...missing, ...pointersIn(steps).filter((pointer) => !known.has(pointer))];
    });
    expect(unknown).toEqual([]);
  });

  test('says where it comes from', () => {
    const unsourced = items.filter(({ source }) => !source.heading || !Number.isInteger(source.line));
    expect(unsourced.map(({ reference }) => reference)).toEqual([]);
  });

  test('uses the verbs of its kind only', () => {
    const strange = items.flatMap(({ kind, reference, steps }) =>
      steps.filter(({ verb }) => !VERBS[kind]?.includes(verb)).map(({ verb }) => `${reference} ${verb}`),
    );
    expect(strange).toEqual([]);
  });

  test('carries the prefix of its programme', () => {
    const programmes = items.filter(({ kind }) => kind === 'programme').map(({ reference }) => reference);
    const strays = items.filter(({ kind, reference, body }) => {
      const home = (body.programme as string | undefined) ?? prefixOf((body.action as string | undefined) ?? reference);
      const isPlanned = ['action', 'milestone', 'target', 'decision'].includes(kind);
      return isPlanned && (prefixOf(reference) !== home || !programmes.includes(home));
    });
    expect(strays.map(({ reference }) => reference)).toEqual([]);
  });
});

describe('the action tables', () => {
  const ofTables = items.filter((item) => item.rows.length > 0);

  test('are listed row by row', () => {
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: count.rows }, (_, index) => index + 1));
    expect(tally(rows.map(({ items: [first = ''] }) => prefixOf(first)))).toEqual(count.tables);
  });

  test('lose no row', () => {
    const carried = rows.map(({ row }) =>
      ofTables.filter((item) => item.rows.includes(row)).map(({ reference }) => reference),
    );
    expect(carried).toEqual(rows.map((row) => row.items));
    expect(carried.filter((references) => references.length === 0)).toEqual([]);
  });

  test('give each item the line of its first row', () => {
    const lines = ofTables.map((item) => rows.find(({ row }) => row === item.rows[0])?.line);
    expect(ofTables.map(({ source }) => source.line)).toEqual(lines);
  });

  test('give each action its cell, or its part of it, to the letter', () => {
    const cells = new Map(rows.map(({ row, timescale }) => [row, timescale ?? '']));
    const strange = ofTables.filter(
      (item) => typeof item.body.timescale === 'string' && !cells.get(item.rows[0] ?? 0)?.includes(item.body.timescale),
    );
    expect(strange.map(({ reference }) => reference)).toEqual([]);
  });

  test('leave no word of a cell behind, save the one that joins two parts', () => {
    const lost = rows.flatMap(({ row, timescale }) => {
      const parts = ofTables.filter((item) => item.rows.includes(row)).map(({ body }) => String(body.timescale ?? ''));
      const left = parts.reduce((text, part) => text.replace(part, ''), timescale ?? '').trim();
      return ['', 'and'].includes(left) ? [] : [`${row}: ${left}`];
    });
    expect(lost).toEqual([]);
  });

  test('hold every distinct timescale text', () => {
    const texts = new Set(rows.flatMap(({ timescale }) => timescale ?? []));
    expect(texts.size).toBe(count.timescaleTexts);
  });
});

describe('the count', () => {
  test('of each kind', () => {
    expect(tally(items.map(({ kind }) => kind))).toEqual(count.items);
  });

  test('of programme areas, the review aside', () => {
    const areas = items.filter(({ kind, source }) => kind === 'programme' && !source.document);
    expect(areas).toHaveLength(count.programmeAreas);
  });

  test.each(Object.entries(count.programmes))('of %s', (programme, expected) => {
    const kinds: Kind[] = ['action', 'milestone', 'target', 'decision'];
    expect(kinds.map((kind) => planned(kind, programme))).toEqual(expected);
  });

  test('lists every programme and every target', () => {
    const of = (kind: Kind) => items.filter((item) => item.kind === kind).map(({ reference }) => reference);
    expect(Object.keys(count.programmes).sort()).toEqual(of('programme').sort());
    expect(count.figures.map(({ target }) => target).sort()).toEqual(of('target').sort());
  });

  test.each(count.figures)('of the figures of $target', ({ target, values }) => {
    const item = items.find(({ reference }) => reference === target);
    expect(item && figuresOf(item)).toEqual(values);
  });
});

describe('the deferral of SMI health checks', () => {
  const deferral = items.find(({ reference }) => reference === 'SMI-D01')?.body;

  test('waits for one condition that the STP must agree', () => {
    expect(deferral).toMatchObject({ disposition: 'defer', decidedOn: 'not-stated' });
    expect(deferral?.conditions).toEqual([expect.objectContaining({ agreedBy: 'STP' })]);
  });

  test('touches the review, the case, the commissioning, the money and the target', () => {
    const affects = deferral?.affects as { reference: string; as: string }[];
    expect(Object.fromEntries(affects.map(({ reference, as }) => [reference, as]))).toEqual({
      'SMI-A02': 'fulfils-condition',
      'SMI-A03': 'awaits',
      'SMI-A04': 'awaits',
      'SMI-D02': 'concerns',
      'SMI-T01': 'concerns',
      'SMI-T02': 'concerns',
    });
  });
});
