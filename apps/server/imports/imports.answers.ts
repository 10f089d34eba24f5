import { PAGE, type Queries, readParameters } from '#application/index.js';
import { IMPORT_STATUSES } from '#domain/index.js';
import { BECOMES, countsOf, type ImportPlan, type OneImport, type Previewed } from '#imports/index.js';
import {
  type AnswerOf,
  COUNT,
  cursorAfter,
  EVERYTHING,
  INSTANT,
  listOf,
  object,
  oneOf,
  orNull,
  pageOf,
  REFERENCE,
  schemaOf,
  sortValues,
  TEXT,
  UUID,
} from '#read-store/index.js';

const many = <Row>(description: string) =>
  schemaOf<readonly Row[]>({ type: 'array', items: { type: 'object' }, description });

const PROPERTIES = {
  id: UUID,
  reference: REFERENCE,
  status: oneOf(IMPORT_STATUSES),
  document: TEXT,
  sha256: TEXT,
  title: orNull(TEXT),
  uploadedAt: INSTANT,
  commands: { ...COUNT, description: 'How many commands it gives; 0 until it is confirmed.' },
  done: { ...COUNT, description: 'How many of them were tried.' },
  applied: { ...COUNT, description: 'Rows that were recorded.' },
  refused: { ...COUNT, description: 'Rows that were refused.' },
};

export const IMPORT = object(PROPERTIES);
export const IMPORT_PAGE = pageOf(IMPORT);
export const ONE_IMPORT = object({
  ...PROPERTIES,
  counts: schemaOf<ReturnType<typeof countsOf>>({
    type: 'object',
    properties: Object.fromEntries(BECOMES.map((each) => [each, { type: 'integer', minimum: 0 }])),
    required: [...BECOMES],
  }),
  creates: many<ImportPlan['creates'][number]>('Programmes and parties that are not on the ledger yet.'),
  rows: many<ImportPlan['rows'][number]>('Every row of the document, and what becomes of it.'),
  items: many<ImportPlan['items'][number]>(
    'What was read: each with its place, its dates as written and as read, and warnings.',
  ),
  questions: many<ImportPlan['questions'][number]>(
    'What it leaves open. Until answered, no command comes of what it asks about.',
  ),
  findings: many<ImportPlan['findings'][number]>('Where the plan contradicts itself.'),
  notes: many<ImportPlan['notes'][number]>('What is odd about the file.'),
  tables: many<Previewed['read']['understood']['tables'][number]>(
    'What each table is, and what each of its columns was taken for, how surely and why.',
  ),
  refusedRows: many<OneImport['state']['refused'][number]>('Rows that were refused, each with its error.'),
  taken: { ...listOf(REFERENCE), description: 'What was taken back.' },
  stays: many<NonNullable<OneImport['state']['stays']>[number]>(
    'What no event can take back, such as a note: the item that it stays with, and what it is.',
  ),
});

/** A page of imports, the newest first. Errors: `bad-parameter`. */
export async function listImports(
  all: readonly OneImport[],
  queries: Queries,
  asked: unknown,
): Promise<AnswerOf<typeof IMPORT_PAGE>> {
  const { limit = 50, cursor } = readParameters(PAGE, asked);
  const after = cursor && String(sortValues(cursor, ['string'])[0]);
  const newest = all.map(presentImport).reverse();
  const rest = newest.slice(newest.findIndex(({ id }) => id === after) + 1);
  const items = rest.slice(0, limit);
  const last = rest.length > limit ? items.at(-1) : undefined;
  return queries.read({ now: new Date().toISOString() }, EVERYTHING, async ({ moment }) => ({
    items,
    nextCursor: last ? cursorAfter(moment, [last.id]) : null,
    asOf: moment.asOf,
  }));
}

export function presentImport({ id, state, uploadedAt }: OneImport): AnswerOf<typeof IMPORT> {
  const { reference, status, document, sha256, title = null, commands, done, applied, refused } = state;
  return {
    ...{ id, reference, status, document, sha256, title, uploadedAt, commands, done },
    applied: applied.length,
    refused: refused.length,
  };
}

export function presentOne(found: OneImport, { plan, read }: Previewed): AnswerOf<typeof ONE_IMPORT> {
  const { creates, rows, items, questions, findings, notes } = plan;
  const { refused, taken, stays = [] } = found.state;
  return {
    ...presentImport(found),
    counts: countsOf(plan),
    ...{ creates, rows, items, questions, findings, notes },
    tables: read.understood.tables,
    refusedRows: refused,
    taken: [...taken],
    stays,
  };
}
