import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quoted, RENDERED } from '#test/support/rendered-tables.js';
import type { ActionItem } from './model/items.js';
import { placeKey } from './model/place.js';
import { isTable, type SourceDocument } from './model/source-document.js';
import type { Understood } from './model/understood.js';
import { readDocument } from './reading/read-document.js';
import { namesAction } from './understanding/minutes.js';
import { understand } from './understanding/understand.js';

const TODAY = '2019-06-01';
const HEADINGS = ['Ref', 'Action', 'Lead', 'Due date', 'Status'];

type Row = readonly [string, string, string, string, string];

const words = fc
  .array(fc.constantFrom('audit', 'beds', 'café', 'draft & send', 'ward "A"', 'plan', 'review', 'x < y', 'train'), {
    minLength: 2,
    maxLength: 5,
  })
  .map((all) => `Agree ${all.join(' ')}`);
const row: fc.Arbitrary<Row> = fc.tuple(
  fc.integer({ min: 1, max: 99 }).map((number) => `A${number}`),
  words,
  fc.constantFrom('HR', 'Head of Estates', 'Finance', 'DF/COO'),
  fc.constantFrom('31 March 2020', 'Q2 2019/20', 'Ongoing', 'TBC', 'By 31 October each year', 'Sept 2019', '17.7.19'),
  fc.constantFrom('Complete', 'On track', 'Not started', 'On hold', ''),
);
const rows = fc.uniqueArray(row, { minLength: 1, maxLength: 6, selector: ([reference]) => reference });

const said = ({ reference, title, owners, promises, status }: ActionItem) => ({
  reference: reference?.value,
  title: title.value,
  owners: owners.map(({ value }) => value),
  promises: promises.map(({ value, reading }) => [value, reading.earliest, reading.latest]),
  status: status?.value,
});

const actionsOf = ({ items }: Understood) =>
  items.filter((item): item is ActionItem => item.kind === 'action').map(said);

/** Rows, list items and lines that name an action, each with how often it is accounted for. */
function expectAccounts(document: SourceDocument, { accounts, items }: Understood): void {
  const counts = new Map<string, number>();
  for (const { place } of accounts) counts.set(placeKey(place), (counts.get(placeKey(place)) ?? 0) + 1);
  const places = document.blocks.flatMap((block) => {
    if (isTable(block)) return block.rows.map(({ place }) => place);
    return block.list || namesAction(block.text) ? [block.place] : [];
  });
  expect(places.filter((place) => counts.get(placeKey(place)) !== 1)).toEqual([]);
  const keys = items.map(({ key }) => key);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  const accounted = new Set(accounts.flatMap((account) => account.items));
  const parents = new Map(items.flatMap((item) => ('partOf' in item && item.partOf ? [[item.key, item.partOf]] : [])));
  expect(keys.filter((key) => !accounted.has(key) && !accounted.has(parents.get(key) ?? ''))).toEqual([]);
}

describe('any document', () => {
  it('is understood alike, whatever its format', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (body) => {
        const table = [HEADINGS, ...body];
        const all = await Promise.all(
          Object.entries(RENDERED).map(async ([extension, render]) => {
            const document = await readDocument(await render(table), `plan.${extension}`);
            const understood = understand(document, { today: TODAY, documentDate: '2019-05-01' });
            expectAccounts(document, understood);
            return [extension, actionsOf(understood)] as const;
          }),
        );
        const [[, first] = ['', []]] = all;
        expect(first.map(({ reference }) => reference)).toEqual(body.map(([reference]) => reference));
        for (const [extension, actions] of all) expect([extension, actions]).toEqual([extension, first]);
      }),
      { numRuns: 8 },
    );
  });

  it('gives the same actions where its columns or rows stand in another order', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), async (body, order) => {
        const csv = (table: readonly (readonly string[])[]) =>
          Buffer.from(table.map((cells) => cells.map(quoted).join(',')).join('\n'));
        const of = async (table: readonly (readonly string[])[]) =>
          actionsOf(
            understand(await readDocument(csv(table), 'plan.csv'), { today: TODAY, documentDate: '2019-05-01' }),
          );
        const permuted = [HEADINGS, ...[...body].reverse()].map((cells) => order.map((at) => cells[at] ?? ''));
        const sorted = (actions: Awaited<ReturnType<typeof of>>) =>
          [...actions].sort((one, other) => `${one.reference}`.localeCompare(`${other.reference}`));
        expect(sorted(await of(permuted))).toEqual(sorted(await of([HEADINGS, ...body])));
      }),
      { numRuns: 40 },
    );
  });

  const cell = fc.constantFrom(
    '',
    '',
    'Action',
    'Lead',
    'Due',
    '1.2',
    'Total',
    'NB moved',
    'Agree the plan',
    'HR',
    '31/02/2019',
    '1 May 2019',
    'as above',
    'n/a',
    '50%',
    '12 (3%)',
    '2018/19',
    'Q2',
    'Action - go',
    'Decision: stay',
    '---',
  );
  const line = fc.constantFrom(
    '',
    'Plan',
    'Present: A Bell (AB)',
    'ACTION: AB to write',
    '- AB to go',
    '- beds',
    '1. First',
    'Action 3:',
    '(ACTION: AB)',
    'The action is closed.',
    'Matters arising',
    'Actions',
    '# Estates',
    'It ended. ACTION: AB',
  );
  const text = fc.array(
    fc.oneof(
      line,
      fc.array(cell, { minLength: 2, maxLength: 4 }).map((cells) => cells.join('\t')),
    ),
    { maxLength: 25 },
  );

  it('has each row, list item and line that names an action accounted for once', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (lines) => {
        const bytes = Buffer.from(`x\n${lines.join('\n')}`);
        const document = await readDocument(bytes, 'a.txt');
        const understood = understand(document, { today: TODAY });
        expectAccounts(document, understood);
        expect(understand(document, { today: TODAY })).toEqual(understood);
      }),
      { numRuns: 150 },
    );
  });

  it('gives no date whose year neither it nor its date tells', async () => {
    const dates = fc.constantFrom(
      '12 March',
      'June',
      'Q2',
      'w/c 3 December',
      'by Friday',
      'next month',
      '14 Aug',
      'End of May',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(dates, { minLength: 1, maxLength: 5 }), async (all) => {
        const csv = ['Action,Due', ...all.map((date, index) => `Agree item ${'abcdefgh'[index]},${date}`)].join('\n');
        const { items } = understand(await readDocument(Buffer.from(csv), 'a.csv'), { today: TODAY });
        const promises = items.flatMap((item) => (item.kind === 'action' ? item.promises : []));
        expect(promises).toHaveLength(all.length);
        expect(promises.filter(({ reading }) => reading.earliest !== null || reading.latest !== null)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
