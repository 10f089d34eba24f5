import { KEEPS_PARTIES } from '#domain/index.js';
import type { ImportPlan, OneImport } from '#imports/index.js';
import { definePage, type WebPage } from '../frame/page.js';
import { count } from '../words/dates.js';
import { aboutImport, pagesOf, startOf } from './import.page.js';
import { kindSaid, shortened } from './import-words.js';
import { importPath } from './imports.page.js';

const MOST_ROWS = 40;
const MOST_REFUSED = 20;

/** How far an import has come that was confirmed: what it made, what was refused, what was taken back. */
export const donePage = (found: OneImport, plan: ImportPlan | undefined): WebPage =>
  definePage({
    path: 'import/:ref',
    template: 'import-done',
    section: 'plan',
    roles: KEEPS_PARTIES,
    async make(context) {
      const { state } = found;
      const { reference, document, status, commands, done, applied, refused, taken } = state;
      const path = importPath(reference);
      const from = startOf(context.query.from);
      const titleOf = titlesOf(plan);
      return {
        ...aboutImport(found, context),
        title: TITLES[status](document),
        status,
        sentence: SENTENCES[status](state),
        progress: { done, of: commands, says: `${done} of ${count(commands, 'command')} were given` },
        look: path,
        made: {
          n: applied.length,
          rows: applied.slice(from, from + MOST_ROWS).map(({ reference: item, kind, commands: given }) => ({
            item: { kind, reference: item, title: titleOf(item) },
            kind: kindSaid(kind),
            says: count(given, 'command'),
          })),
          ...pagesOf(applied.length, from, MOST_ROWS, (start) => `${path}?from=${start}#made`),
        },
        refused: {
          n: refused.length,
          rows: refused.slice(0, MOST_REFUSED).map(({ reference: item, kind, verb, detail }) => ({
            item: verb ? { kind, reference: item, title: titleOf(item) } : null,
            title: titleOf(item) ?? item,
            kind: kindSaid(kind),
            why: shortened(detail).text,
          })),
          rest: Math.max(0, refused.length - MOST_REFUSED),
        },
        taken: taken.slice(0, 200).map((item) => ({ reference: item, href: `/${encodeURIComponent(item)}` })),
        undo: status === 'finished' && applied.length > 0 ? importPath(reference, 'undo') : null,
      };
    },
  });

const TITLES = {
  uploaded: (document: string) => document,
  running: (document: string) => `${document} is being recorded`,
  finished: (document: string) => `${document} came in`,
  undone: (document: string) => `${document} was taken back`,
};

type State = OneImport['state'];

const SENTENCES = {
  uploaded: () => '',
  running: ({ applied, refused }: State) =>
    `So far ${count(applied.length, 'row')} recorded, ${refused.length} refused. It goes on by itself, also when the server is started again.`,
  finished: ({ applied, refused }: State) =>
    `${count(applied.length, 'row was', 'rows were')} recorded, ${refused.length} refused.`,
  undone: ({ taken }: State) =>
    `${count(taken.length, 'item says', 'items say')} again what stood before. What was recorded stays in the history.`,
};

/** What the document calls what it brought in; nothing where its file is gone. */
function titlesOf(plan: ImportPlan | undefined): (reference: string) => string | undefined {
  const titles = new Map<string, string>();
  for (const { reference, title } of plan?.items ?? []) if (reference) titles.set(reference, shortened(title).text);
  for (const { reference, name } of plan?.creates ?? []) titles.set(reference, name);
  return (reference) => titles.get(reference);
}
