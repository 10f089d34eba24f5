import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDocument, understand } from '#documents/index.js';
import { EMPTY_LEDGER } from './ledger-now.js';
import type { ImportPlan } from './plan.js';
import { planImport } from './plan-import.js';

const TODAY = '2019-06-01';
const ROWS = [
  'Agree the model of care,Chief Nurse,30 June 2019,In progress',
  'Recruit to four posts,HR Director,Q3 2019/20,',
  'Review the policy,Chief Nurse,TBC,Complete',
  'Publish the strategy,,31 March 2020,',
  'Train every ward manager,NHS Dorset CCG,By end of 2019,',
];
const ORDER = ['Action', 'Owner', 'By when', 'Status'];

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const orders = (count: number) => fc.shuffledSubarray(numbers(count), { minLength: count, maxLength: count });

async function planned(rows: readonly number[], columns: readonly number[]): Promise<ImportPlan> {
  const cells = [ORDER, ...rows.map((row) => (ROWS[row] ?? '').split(','))];
  const csv = cells.map((row) => columns.map((column) => row[column]).join(',')).join('\n');
  const document = await readDocument(new TextEncoder().encode(csv), 'Plan.csv');
  const understood = understand(document, { today: TODAY, documentDate: '2019-05-01' });
  const read = { sha256: 'a'.repeat(64), bytes: csv.length, understood, findings: [], ...document };
  return planImport(read, { ...EMPTY_LEDGER, today: TODAY });
}

/** Without places and references, which follow the order of the rows. */
function told({ items }: ImportPlan): string[] {
  return items
    .map(({ title, owners, timescales, status, becomes }) =>
      JSON.stringify({ title, owners, timescales, status, becomes }),
    )
    .sort();
}

describe('a table whose rows and columns stand in another order', () => {
  it('gives the same items', async () => {
    const first = told(await planned(numbers(ROWS.length), numbers(ORDER.length)));
    expect(first).toHaveLength(ROWS.length);
    await fc.assert(
      fc.asyncProperty(orders(ROWS.length), orders(ORDER.length), async (rows, columns) => {
        expect(told(await planned(rows, columns))).toEqual(first);
      }),
      { numRuns: 30 },
    );
  });
});
