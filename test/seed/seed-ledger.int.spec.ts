import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { openBegunLedger } from '#application/ledger/begin-ledger.js';
import { SYSTEM } from '#application/ledger/principals.js';
import type { Result } from '#commands/request.js';
import { aggregates } from '#domain/aggregates.js';
import { PLAN_TIMESCALES } from '#domain/timescale/plan-timescales.js';
import { loadPlan } from '#plan-import/load-plan.js';
import { type Plan, readPlan } from '#plan-import/plan-files.js';
import type { Answer } from '../support/declared.js';
import { startInProcess } from '../support/in-process.js';
import { ROOT, temporaryFolder } from '../support/processes.js';
import type { ApiServer } from '../support/server.js';

type Shown = Answer['body'];
interface Row {
  readonly row: number;
  readonly line: number;
  readonly timescale: string | null;
  readonly items: readonly string[];
}
interface Count {
  readonly rows: number;
  readonly timescaleTexts: number;
  readonly items: Readonly<Record<string, number>>;
  readonly statuses: Readonly<Record<'actions' | 'milestones', Readonly<Record<string, number>>>>;
  readonly programmes: Readonly<Record<string, readonly number[]>>;
  readonly figures: readonly { readonly target: string; readonly values: readonly string[] }[];
}

const SEED = join(ROOT, 'seeds/dorset-mental-health-2018');
const fileOf = (name: string) => parse(readFileSync(join(SEED, name), 'utf8'));
const count = fileOf('count.yaml') as Count;
const rows = fileOf('rows.yaml').rows as Row[];
const KINDS = ['party', 'group', 'programme', 'action', 'milestone', 'target', 'decision'] as const;

const prefixOf = (reference: string) => reference.slice(0, reference.lastIndexOf('-'));

describe('the ledger of the seed plan', () => {
  const results: Result[] = [];
  const items = new Map<string, Shown[]>();
  const byReference = new Map<string, Shown>();
  let plan: Plan;
  let audit: Shown[];
  let report: Shown;
  let targets: Shown[];
  let inMarch: Shown[];

  beforeAll(async () => {
    const folder = temporaryFolder();
    plan = readPlan(SEED, aggregates);
    const ledger = await openBegunLedger({ DATA_DIR: folder }, plan.ledger);
    await loadPlan(plan, async (request) => {
      results.push(await ledger.commands.handle({ ...request, principal: SYSTEM }));
    });
    await ledger.close();

    const server = await startInProcess({ DATA_DIR: folder });
    for (const kind of KINDS) items.set(kind, await listOf(server, `/api/${aggregates[kind].plural}`));
    audit = await listOf(server, '/api/audit');
    report = (await server.get('/api/reports/governance')).body;
    targets = await Promise.all(
      count.figures.map(async ({ target }) => (await server.get(`/api/targets/${target}`)).body),
    );
    inMarch = await Promise.all(
      (['action', 'milestone'] as const).map((kind) =>
        listOf(server, `/api/${aggregates[kind].plural}?effectiveAt=2018-03-31`),
      ),
    );
    await server.stop();
    for (const item of [...items.values()].flat()) byReference.set(item.reference, item);
  });

  const all = (kind: (typeof KINDS)[number]) => items.get(kind) as Shown[];
  const promises = () => [
    ...all('action').map(({ reference, timescale }) => ({ reference, timescale })),
    ...all('milestone').map(({ reference, due }) => ({ reference, timescale: due })),
  ];

  test('took every command, and each told it something', () => {
    expect(results).toHaveLength(plan.commands.length);
    const idle = plan.commands.filter((_, index) => results[index]?.events.length === 0);
    expect(idle.map(({ reference, verb, at }) => `${at} ${reference} ${verb}`)).toEqual([]);
  });

  test('holds as many of each kind as the plan, besides the administrator', () => {
    const held = Object.fromEntries(KINDS.map((kind) => [kind, all(kind).length]));
    expect({ ...held, party: all('party').length - 1 }).toEqual(count.items);
    expect(all('party').filter(({ name }) => name === 'Ledger administrator')).toHaveLength(1);
  });

  test.each(Object.entries(count.programmes))('holds what is planned in %s', (programme, expected) => {
    const planned = (['action', 'milestone', 'target', 'decision'] as const).map(
      (kind) => all(kind).filter(({ reference }) => prefixOf(reference) === programme).length,
    );
    expect(planned).toEqual(expected);
    const { actions, milestones, targets } = report.programmes.find(({ reference }: Shown) => reference === programme);
    expect([actions.all, milestones.all, targets.all]).toEqual(expected.slice(0, 3));
  });

  test('shows what the document says of how things stand as true by the time of the document', () => {
    const [actions, milestones] = inMarch as [Shown[], Shown[]];
    expect(actions).toHaveLength(count.items.action as number);
    expect(milestones).toHaveLength(count.items.milestone as number);
    for (const [status, number] of Object.entries(count.statuses.actions))
      expect({ status, number: actions.filter((action) => action.status === status).length }).toEqual({
        status,
        number,
      });
    expect(milestones.filter(({ status }) => status === 'met')).toHaveLength(count.statuses.milestones.met as number);
    expect(actions.map(({ reference, status }) => [reference, status])).toEqual(
      all('action').map(({ reference, status }) => [reference, status]),
    );
    const undated = actions.filter(({ completion }) => completion?.occurredAt === 'not-stated');
    expect(undated.map(({ reference }) => reference)).toContain('SMI-A01');
  });

  test('keeps every row of the action tables, with its words', () => {
    expect(rows).toHaveLength(count.rows);
    const timescaleOf = new Map(promises().map(({ reference, timescale }) => [reference, timescale?.text ?? '']));
    const lost = rows.flatMap((row) =>
      row.items
        .filter((reference) => !(row.timescale ?? '').includes(timescaleOf.get(reference) ?? 'no such item'))
        .map((reference) => `${row.row} ${reference}`),
    );
    // Row 62 dates the upload in its prose; row 70 has no cell, and its services belong to the action of row 69.
    expect(lost).toEqual(['62 SUI-M01', '70 XP-A05']);
  });

  test('reads each timescale text as a careful person would', () => {
    expect(PLAN_TIMESCALES).toHaveLength(count.timescaleTexts);
    const split = PLAN_TIMESCALES.filter(({ text, reading }) => {
      const carriers = promises().filter(({ timescale }) => timescale?.text === text);
      for (const { timescale } of carriers) expect(timescale).toMatchObject({ text, ...reading });
      return carriers.length === 0;
    });
    // The cells of rows 8, 43 and 72, whose dates are shared out among their actions.
    expect(split.map(({ text }) => text.slice(0, 18))).toEqual([
      'Delivered Dec 2017',
      '2018/19 ongoing Ap',
      'Internal pilot 201',
    ]);
  });

  test.each(count.figures)('gives back the figures of $target as they are written', ({ target, values }) => {
    expect(figuresOf(targets.find(({ reference }) => reference === target))).toEqual(values);
  });

  test('says of each item under which heading and on which line it stands', () => {
    const told = audit.filter(({ actor, reference }) => actor.kind === 'system' && byReference.has(reference));
    const ofPlan = told.filter(({ reference }) => byReference.get(reference).name !== 'Ledger administrator');
    expect(ofPlan).toHaveLength(results.flatMap(({ events }) => events).length);
    const begun = ofPlan.filter(({ revision }) => revision === 0);
    const unsourced = ofPlan.filter(({ source }) => !source?.document || !source.heading || !source.line);
    expect(unsourced.map(({ reference, type }) => `${reference} ${type}`)).toEqual([]);
    const created = new Map(begun.map((row) => [row.reference, row.source]));
    const lineOf = new Map(rows.toReversed().map(({ items: [first = ''], line }) => [first, line]));
    expect([...lineOf].filter(([reference, line]) => created.get(reference)?.line !== line)).toEqual([]);
  });
});

/** Every figure of a target: measurements and forecasts, a baseline that was not measured, points. */
function figuresOf({ periods, forecasts, baseline, trajectory }: Shown): unknown[] {
  const measured = periods.filter(({ measurement }: Shown) => measurement);
  const isMeasured = measured.some(({ period }: Shown) => period === baseline?.period);
  const written = ({ value, numerator, denominator, low, high }: Shown) => [value, numerator, denominator, low, high];
  return [
    ...measured.flatMap(({ measurement }: Shown) => written(measurement)),
    ...forecasts.map(({ value }: Shown) => value),
    isMeasured ? null : (baseline?.value ?? null),
    ...trajectory.map(({ value }: Shown) => value),
  ].filter((figure) => figure !== null);
}

/** Every item of a list, page by page. */
async function listOf(server: ApiServer, path: string): Promise<Shown[]> {
  const found: Shown[] = [];
  let cursor: string | null = null;
  do {
    const parameters = `limit=100${cursor ? `&cursor=${cursor}` : ''}`;
    const page: Answer = await server.get(`${path}${path.includes('?') ? '&' : '?'}${parameters}`);
    expect(page).toMatchObject({ status: 200 });
    found.push(...page.body.items);
    cursor = page.body.nextCursor;
  } while (cursor !== null);
  return found;
}
