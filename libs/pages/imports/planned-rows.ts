import { type Place, sayPlace } from '#documents/index.js';
import type { Becomes, ImportPlan, PlannedItem, PlannedRow } from '#imports/index.js';
import { pathOf } from '../frame/address.js';
import { capital, list } from '../words/dates.js';
import { dateSaid, OUTCOMES, outcomeSaid, type ReadDate, shortened, sureSaid } from './import-words.js';

/** One row of a document beside what becomes of it. */
export interface RowView {
  readonly place: string;
  readonly written: ReturnType<typeof shortened>;
  readonly becomes: string;
  /** Why no item comes of it. */
  readonly why: string;
  readonly items: readonly ItemView[];
}

interface ItemView {
  readonly title: string;
  /** Of what is on the ledger already. */
  readonly href: string | undefined;
  readonly records: readonly string[];
  readonly dates: readonly ReadDate[];
  readonly owners: string;
  readonly figures: string;
  readonly sure: string;
  readonly warnings: readonly string[];
  readonly asked: readonly string[];
  /** True of the rows after the first that an item is made of. */
  readonly isAgain: boolean;
}

/** What somebody has to look at stands first, each group in the order of the document. */
export function rowsInOrder({ rows }: Pick<ImportPlan, 'rows'>, show: Becomes | undefined): readonly PlannedRow[] {
  return OUTCOMES.filter((each) => show === undefined || each === show).flatMap((each) =>
    rows.filter(({ becomes }) => becomes === each),
  );
}

export function rowViews(shown: readonly PlannedRow[], plan: ImportPlan): readonly RowView[] {
  const items = new Map(plan.items.map((item) => [item.key, item]));
  const texts = new Map(plan.questions.map(({ id, text }) => [id, text]));
  const first = new Map<string, string>();
  for (const { key, items: made } of plan.rows) for (const each of made) if (!first.has(each)) first.set(each, key);
  return shown.map((row) => ({
    place: placeSaid(row.place),
    written: shortened(row.text),
    becomes: outcomeSaid(row.becomes),
    why: row.why,
    items: row.items.flatMap((key) => {
      const item = items.get(key);
      return item ? [itemView(item, texts, first.get(key) !== row.key)] : [];
    }),
  }));
}

export const placeSaid = (place: Place): string => capital(sayPlace(place)) || 'The document';

const MOST = 8;

function itemView(item: PlannedItem, texts: ReadonlyMap<string, string>, isAgain: boolean): ItemView {
  const { kind, title, becomes, reference, records, timescales, owners, figures, warnings, questions } = item;
  const isThere = reference !== undefined && (becomes === 'change' || becomes === 'leave');
  const more = records.length - MOST;
  return {
    title: shortened(title).text,
    href: isThere ? pathOf(kind, reference) : undefined,
    records: [
      ...records.slice(0, MOST).map((each) => shortened(each).text),
      ...(more > 0 ? [`And ${more} more.`] : []),
    ],
    dates: timescales.map(dateSaid),
    owners: list(owners),
    figures: records.length > 0 ? '' : list(figures.slice(0, MOST)),
    sure: sureSaid(item),
    warnings,
    asked: questions.flatMap((id) => texts.get(id) ?? []),
    isAgain,
  };
}
