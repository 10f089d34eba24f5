import {
  type Ask,
  executeInSnapshot,
  type QueryDependencies,
  type QueryRoute,
  type WithNames,
} from '#application/index.js';
import { type AsOf, encodeCursor, parameter, type Viewer } from '#read-store/index.js';
import type { ExportRow } from './columns.js';

export type Texts = Readonly<Record<string, string>>;

/** Whom an export asks, for whom, and about which moment. */
export interface ExportSource {
  readonly queries: QueryDependencies;
  readonly reader: Viewer;
  /** `knownAt` and the like as an address has them, or the cursor of a moment that was asked before. */
  readonly moment: Texts;
  readonly filters: Texts;
}

/** Rows of one page, and the moment that all pages share. */
export interface ExportPage {
  readonly asOf: AsOf;
  readonly rows: readonly ExportRow[];
  readonly pinned: Texts;
}

interface Page {
  readonly nextCursor: string | null;
  readonly asOf: AsOf;
}

/** As many as a page of the API has at most. */
const PAGE_SIZE = '100';

type Tell<Answer> = (answer: WithNames<Answer>, ask: Ask) => readonly ExportRow[] | Promise<readonly ExportRow[]>;

/**
 * Pages of a list by key, all of one moment: the cursor pins it. No snapshot is held between pages, so that a slow
 * client keeps no transaction open. Errors: those of the question.
 */
export async function* batchesOf<Answer extends Page>(
  { queries, reader, moment, filters }: ExportSource,
  route: QueryRoute<Answer>,
  tell: Tell<Answer>,
): AsyncGenerator<ExportPage, void> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const next: Texts = cursor === undefined ? {} : { cursor };
    const page = await executeInSnapshot(
      queries,
      cursor === undefined ? moment : next,
      reader,
      async (ask, onDay): Promise<ExportPage & Pick<Page, 'nextCursor'>> => {
        const answer = await ask(route, { ...filters, limit: PAGE_SIZE, ...next });
        const { asOf, nextCursor } = answer;
        return { asOf, nextCursor, rows: await tell(answer, ask), pinned: pinnedAt(asOf, onDay, moment) };
      },
    );
    yield page;
    cursor = page.nextCursor;
  }
}

/** Asks about a moment again, whatever is recorded meanwhile. */
export function pinnedAt({ position }: AsOf, onDay: string, { cursor, effectiveAt }: Texts): Texts {
  if (cursor !== undefined) return { cursor };
  const trueAt = effectiveAt === undefined ? undefined : parameter.moment('').read(effectiveAt);
  const about = trueAt === undefined ? {} : { effectiveAt: trueAt };
  return { cursor: encodeCursor({ moment: { asOfPosition: position, ...about, day: onDay }, after: [] }) };
}
