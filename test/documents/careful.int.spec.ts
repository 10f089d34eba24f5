import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readDocument, type Understood, understand } from '#documents/index.js';
import { CAREFUL_READINGS, type CarefulAction, type CarefulReading } from './careful-readings.js';

// The documents are others' and not ours to copy: the folder that holds them is named.
const FOLDER = process.env.CASE_DOCUMENTS;
const isThere = FOLDER !== undefined && existsSync(FOLDER);
if (!isThere) console.warn('SKIPPED: CASE_DOCUMENTS names no folder with the eleven documents after real ones.');

const TODAY = '2026-12-01';
const LEAST_ACCOUNTED = 0.98;
const LEAST_RIGHT = 0.95;

type ReadAction = Extract<Understood['items'][number], { kind: 'action' | 'milestone' }>;
interface Score {
  readonly file: string;
  readonly rows: readonly [right: number, of: number];
  readonly owners: readonly [right: number, of: number];
  readonly dates: readonly [right: number, of: number];
  readonly statuses: readonly [right: number, of: number];
  readonly differing: readonly string[];
}

const isAction = (item: Understood['items'][number]): item is ReadAction =>
  item.kind === 'action' || item.kind === 'milestone';

const FIELDS = {
  owners: ({ owners }: ReadAction) => owners.map(({ name, value }) => name ?? value),
  dates: ({ promises }: ReadAction) => promises.map(({ reading }) => reading.latest ?? null),
  statuses: ({ status }: ReadAction) => status?.value ?? null,
};
const EXPECTED: Record<keyof typeof FIELDS, (action: CarefulAction) => unknown> = {
  owners: ({ owners }) => owners,
  dates: ({ promises }) => promises,
  statuses: ({ status }) => status ?? null,
};

async function scoreOf({ file, date, actions, decisions }: CarefulReading): Promise<Score> {
  const document = await readDocument(readFileSync(join(FOLDER ?? '', file)), file);
  const understood = understand(document, { today: TODAY, ...(date && { documentDate: date }) });
  const read = understood.items.filter(isAction);
  const differing: string[] = [];
  const scored = (field: keyof typeof FIELDS): [number, number] => {
    const right = actions.filter((action, index) => {
      const found = read[index];
      const [is, should] = [found && FIELDS[field](found), EXPECTED[field](action)];
      const isRight = JSON.stringify(is) === JSON.stringify(should);
      if (!isRight)
        differing.push(`${file} ${index + 1} ${field}: ${JSON.stringify(is)} for ${JSON.stringify(should)}`);
      return isRight;
    });
    return [right.length, actions.length];
  };
  const references = read.map(({ reference }) => reference?.value);
  expect(references).toEqual(actions.map(({ reference }) => reference));
  expect(understood.items.filter(({ kind }) => kind === 'decision')).toHaveLength(decisions);
  const accounted = understood.accounts.filter(({ outcome }) => outcome !== 'not-understood');
  return {
    file,
    rows: [accounted.length, understood.accounts.length],
    owners: scored('owners'),
    dates: scored('dates'),
    statuses: scored('statuses'),
    differing,
  };
}

(isThere ? describe : describe.skip)('documents after real ones, as a careful person reads them', () => {
  const scores: Score[] = [];
  beforeAll(async () => {
    for (const reading of CAREFUL_READINGS) scores.push(await scoreOf(reading));
    const columns = ['rows', 'owners', 'dates', 'statuses'] as const;
    const lines = scores.map((score) => [score.file, ...columns.map((column) => score[column].join('/'))].join('  '));
    console.info([`file  ${columns.join('  ')}`, ...lines, ...scores.flatMap(({ differing }) => differing)].join('\n'));
  });

  it.each([
    ['rows', LEAST_ACCOUNTED],
    ['owners', LEAST_RIGHT],
    ['dates', LEAST_RIGHT],
    ['statuses', LEAST_RIGHT],
  ] as const)('%s are read as they do, at least %d of them', (column, least) => {
    const [right, of] = scores.reduce(
      ([right, of], score) => [right + score[column][0], of + score[column][1]],
      [0, 0],
    );
    expect(of).toBeGreaterThan(0);
    expect(right / of).toBeGreaterThanOrEqual(least);
  });

  it('never has a day that the document does not say', () => {
    expect(scores.flatMap(({ differing }) => differing.filter((each) => each.includes(' dates: ')))).toEqual([]);
  });
});
