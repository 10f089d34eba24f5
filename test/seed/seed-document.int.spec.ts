import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { type ImportPlan, imports, type OneImport } from '#imports/index.js';
import { openTestLedger, principal } from '../support/command-handling.js';
import { ROOT } from '../support/processes.js';

// The text of the plan is its publisher's and not ours to copy: the folder that holds it is named.
const FOLDER = process.env.SEED_DOCUMENTS;
const FILE = join(FOLDER ?? '', 'mental-health-delivery-plan-2018.txt');
const isThere = FOLDER !== undefined && existsSync(FILE);
if (!isThere) console.warn('SKIPPED: SEED_DOCUMENTS names no folder with the text of the seed plan.');

interface Row {
  readonly row: number;
  readonly line: number;
  readonly timescale: string | null;
}
interface Count {
  readonly rows: number;
  readonly programmeAreas: number;
  readonly figures: readonly { readonly where: string; readonly target: string; readonly values: readonly string[] }[];
}

const SEED = join(ROOT, 'seeds/dorset-mental-health-2018');
const fileOf = (name: string) => parse(readFileSync(join(SEED, name), 'utf8'));
const count = fileOf('count.yaml') as Count;
const { rows } = fileOf('rows.yaml') as { rows: readonly Row[] };

(isThere ? describe : describe.skip)('the text of the seed plan, brought in', () => {
  let ledger: Awaited<ReturnType<typeof openTestLedger>>;
  let folder: string;
  let plan: ImportPlan;
  let state: OneImport['state'];

  beforeAll(async () => {
    ledger = await openTestLedger();
    folder = mkdtempSync(join(tmpdir(), 'seed-document-'));
    const today = () => '2018-06-01';
    const namesOf = async () => new Map<string, string>();
    const door = imports({ store: ledger.store, commands: ledger.handler(), folder, namesOf, today });
    const secretary = principal('secretary', 'administrator');
    const bytes = readFileSync(FILE);
    const uploaded = await door.upload({ bytes, name: 'plan.txt' }, secretary);
    const taken = uploaded.plan.questions.flatMap(({ id, choices }) => {
      const choice = choices.find(({ isTaken }) => isTaken);
      return choice ? [[id, choice.value] as const] : [];
    });
    const started = await door.start(uploaded.reference, Object.fromEntries(taken), secretary);
    await door.run(started, new AbortController().signal);
    const found = await door.one(uploaded.reference);
    state = found.state;
    plan = (await door.preview(found)).plan;
  });
  afterAll(async () => {
    await ledger.close();
    rmSync(folder, { recursive: true });
  });

  it('is recorded without a row refused, under 17 programmes', () => {
    expect(state).toMatchObject({ status: 'finished', refused: [], done: state.commands });
    expect(plan.creates.filter(({ is }) => is === 'programme')).toHaveLength(count.programmeAreas);
  });

  it('accounts for each of the 72 rows, with its timescale to the letter', () => {
    const differing = rows.flatMap(({ row, line, timescale }) => {
      const accounted = plan.rows.find((each) => each.place.line === line && each.becomes === 'create');
      const items = plan.items.filter((item) => item.place.line === line && item.kind !== 'target');
      const texts = items.flatMap(({ timescales }) => timescales.map(({ text }) => text));
      const isSame = texts.join(' ') === (timescale ?? '');
      return accounted && isSame ? [] : [{ row, accounted: accounted?.becomes, timescale, texts }];
    });
    expect(rows).toHaveLength(count.rows);
    expect(differing).toEqual([]);
  });

  it('takes nothing but rows of its tables for an action', () => {
    const lines = new Set(rows.map(({ line }) => line));
    const others = plan.items.filter(({ kind, place }) => kind !== 'target' && !lines.has(place.line ?? 0));
    expect(others.map(({ title }) => title)).toEqual([]);
    expect(plan.rows.filter(({ becomes }) => becomes === 'not-understood' || becomes === 'ask')).toEqual([]);
  });

  it('has every figure of its tables, and lacks only those that stand in sentences', () => {
    const figures = plan.items.map((item) => item.figures.join('\n').replaceAll(',', ''));
    const lacking = count.figures
      .filter(({ where }) => !/prose|row \d/.test(where))
      .filter(({ values }) => !figures.some((text) => values.every((value) => text.includes(value))));
    expect(lacking.map(({ target, values }) => [target, values.at(-1)])).toEqual([
      ['CAMHS-T03', '90'],
      ['IAPT-T07', '800'],
    ]);
  });
});
