import { COLUMN_ROLES, type ColumnRole } from '#documents/index.js';
import { KEEPS_PARTIES } from '#domain/index.js';
import type { OneImport, Previewed } from '#imports/index.js';
import { hiddenOf } from '../forms/form-page.js';
import { type SaidError, type Typed, textIn } from '../forms/typed.js';
import { definePage, type WebPage } from '../frame/page.js';
import { aboutImport } from './import.page.js';
import { ROLE_WORDS, shortened } from './import-words.js';
import { importPath } from './imports.page.js';
import { placeSaid } from './planned-rows.js';

type Tables = Previewed['read']['understood']['tables'];

/** More would make the page too heavy; the others are corrected in the document or by `--map`. */
export const MOST_COLUMNS = 25;

interface Column {
  readonly heading: string;
  readonly role: ColumnRole;
  readonly why: string;
  readonly places: readonly string[];
}

export interface ColumnsState {
  readonly key: string;
  readonly typed?: Typed;
  readonly errors?: readonly SaidError[];
}

/** The headings of all tables, each once: what is said of one holds wherever it stands. */
export function columnsOf(tables: Tables): readonly Column[] {
  const columns = new Map<string, Column>();
  for (const table of tables)
    for (const { heading, role, why } of table.columns) {
      if (heading.trim() === '') continue;
      const places = [...(columns.get(heading)?.places ?? []), placeSaid(table.place)];
      columns.set(heading, { heading, why, role, ...columns.get(heading), places });
    }
  return [...columns.values()];
}

/** What somebody says that columns are, where it is not what they were taken for. */
export function columnsIn(tables: Tables, typed: Typed): Record<string, ColumnRole> {
  const said: Record<string, ColumnRole> = {};
  for (const [index, { heading, role }] of columnsOf(tables).slice(0, MOST_COLUMNS).entries()) {
    const given = textIn(typed, nameOf(index)) as ColumnRole;
    if (COLUMN_ROLES.includes(given) && given !== role) said[heading] = given;
  }
  return said;
}

const nameOf = (index: number) => `column.${index}`;

/** What each column was taken for, and the way to say that it is something else. */
export const columnsPage = (found: OneImport, { read }: Previewed, { key, typed, errors }: ColumnsState): WebPage =>
  definePage({
    path: 'import/:ref/columns',
    template: 'import-columns',
    section: 'plan',
    roles: KEEPS_PARTIES,
    async make(context) {
      const { reference, document } = found.state;
      const columns = columnsOf(read.understood.tables);
      return {
        ...aboutImport(found, context),
        title: `What the columns of ${document} were taken for`,
        back: importPath(reference),
        action: importPath(reference, 'columns'),
        errors: errors?.map(({ text, id }) => ({ text, href: `#${id}` })),
        hidden: hiddenOf(key, undefined),
        fields: columns.slice(0, MOST_COLUMNS).map(({ heading, role, why, places }, index) => ({
          as: 'select',
          id: `column-${index + 1}`,
          name: nameOf(index),
          label: shortened(heading).text,
          hint: `${places.slice(0, 3).join('; ')}${places.length > 3 ? ` and ${places.length - 3} more` : ''}. ${why}`,
          items: COLUMN_ROLES.map((value) => ({
            value,
            text: ROLE_WORDS[value],
            selected: value === (typed ? textIn(typed, nameOf(index)) : role),
          })),
        })),
        rest: Math.max(0, columns.length - MOST_COLUMNS),
      };
    },
  });
