import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { writeXlsx } from 'hucre';
import { administrator, COMMAND_LINE, openBegunLedger } from '#application/index.js';
import { type Aggregate, commandAggregates, type Principal, readBody } from '#domain/index.js';
import { imports } from '#imports/index.js';
import { below, type Figure, ratioAtLeast } from '../figures.js';
import { inFolder } from '../processes.js';
import type { Sizes } from '../sizes.js';

const PRINCIPAL: Principal = { actor: administrator, token: COMMAND_LINE, programmes: [] };
const OWNERS = ['Chief Nurse', 'HR Director', 'NHS Dorset CCG', 'Medical Director'];
const MONTHS = ['January', 'March', 'June', 'October'];
const STATES = ['In progress', '', 'Not started', ''];

/** How long the preview of a spreadsheet takes, and its import beside as many commands given directly. */
export async function importing({ smaller }: Sizes): Promise<Figure[]> {
  const rows = smaller / 10;
  const bytes = await spreadsheet(rows);
  return inFolder(async (folder) => {
    const { preview, rate } = await imported(join(folder, 'imported'), bytes);
    const unit = 'commands/s';
    return [
      {
        name: `preview of a spreadsheet of ${rows.toLocaleString('en-GB')} rows`,
        value: preview,
        unit: 'ms',
        goal: below(3_000),
      },
      {
        name: 'its import, to direct commands one after another',
        value: rate,
        unit,
        baseline: await direct(join(folder, 'direct'), rows),
        goal: ratioAtLeast(0.5),
      },
    ];
  });
}

const rowAt = (index: number) => {
  const at = index % OWNERS.length;
  return [
    `${index}`,
    `Agree part ${index} of the plan`,
    OWNERS[at],
    `${1 + (index % 28)} ${MONTHS[at]} 2019`,
    STATES[at],
  ];
};

const spreadsheet = (rows: number): Promise<Uint8Array> => {
  const body = Array.from({ length: rows }, (_, index) => rowAt(index + 1).map((text) => text ?? ''));
  return writeXlsx({ sheets: [{ name: 'Plan', rows: [['Ref', 'Action', 'Owner', 'By when', 'Status'], ...body] }] });
};

async function imported(folder: string, bytes: Uint8Array): Promise<{ preview: number; rate: number }> {
  const ledger = await openBegunLedger({ DATA_DIR: folder }, 'Imports');
  const namesOf = (ids: readonly string[]) => ledger.access.directory.namesOf(ids);
  const door = imports({ ...ledger, folder, namesOf, today: () => '2019-01-02' });
  try {
    const began = performance.now();
    const { reference } = await door.upload({ bytes, name: 'plan.xlsx', date: '2019-01-01' }, PRINCIPAL);
    const previewed = performance.now();
    await door.run(await door.start(reference, {}, PRINCIPAL), new AbortController().signal);
    const seconds = (performance.now() - previewed) / 1_000;
    const { state } = await door.one(reference);
    if (state.status !== 'finished' || state.refused.length > 0) throw new Error('The import has refused rows.');
    return { preview: previewed - began, rate: state.commands / seconds };
  } finally {
    await ledger.close();
  }
}

/** Commands a second, of actions that say what the rows say. */
async function direct(folder: string, rows: number): Promise<number> {
  const ledger = await openBegunLedger({ DATA_DIR: folder }, 'Direct');
  const give = (kind: 'programme' | 'action', fields: object, key: string) => {
    const aggregate: Aggregate = commandAggregates[kind];
    const read = aggregate.creation ? readBody(aggregate.creation.body, fields) : { errors: [] };
    if (!('command' in read)) throw new Error(JSON.stringify(read.errors));
    const idempotencyKey = createHash('sha256').update(key).digest('hex');
    return ledger.commands.handle({ kind, command: read.command, principal: PRINCIPAL, idempotencyKey });
  };
  try {
    await give('programme', { reference: 'PLAN', name: 'Plan' }, 'programme');
    const began = performance.now();
    for (let index = 1; index <= rows; index += 1) {
      const [, title, , timescale] = rowAt(index);
      await give('action', { programme: 'PLAN', reference: `PLAN-A${index}`, title, timescale }, `action ${index}`);
    }
    return rows / ((performance.now() - began) / 1_000);
  } finally {
    await ledger.close();
  }
}
