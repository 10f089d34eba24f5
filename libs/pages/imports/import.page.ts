import { KEEPS_PARTIES } from '#domain/index.js';
import { BECOMES, countsOf, type ImportPlan, type OneImport, type Previewed } from '#imports/index.js';
import { definePage, type PageContext, type PageModel, type WebPage } from '../frame/page.js';
import { count, day, when } from '../words/dates.js';
import { countsSaid, isOutcome, newSaid, OUTCOMES, outcomeSaid, shortened } from './import-words.js';
import { importPath } from './imports.page.js';
import { placeSaid, rowsInOrder, rowViews } from './planned-rows.js';

const MOST_ROWS = 20;
const MOST_FINDINGS = 5;
const MOST_LISTED = 20;
const FINDINGS = 'findings';

/** What an import would record, before anything is recorded. */
export const importPage = (found: OneImport, { plan, read }: Previewed): WebPage =>
  definePage({
    path: 'import/:ref',
    template: 'import',
    section: 'plan',
    roles: KEEPS_PARTIES,
    async make(context) {
      const { reference, document } = found.state;
      const path = importPath(reference);
      const { show, from } = context.query;
      const open = plan.questions.filter(({ answer }) => answer === undefined);
      const columns = read.understood.tables.flatMap((table) => table.columns);
      return {
        ...aboutImport(found, context),
        title: `What ${document} would record`,
        back: path,
        sentence: countsSaid(countsOf(plan)),
        about: aboutDocument(plan),
        go: {
          href: `${path}/answer`,
          text: open.length > 0 ? `Answer ${count(open.length, 'question')}` : 'Check and record it',
        },
        nothing: plan.commands.length === 0 && open.length === 0,
        open: open.length > 0 ? 'What waits for your answer is not recorded until you give one.' : null,
        found: findingsOf(plan, path, show === FINDINGS, startOf(from)),
        made: {
          n: plan.creates.length,
          rows: plan.creates.slice(0, MOST_LISTED).map(({ is, ...made }) => ({ ...made, is: newSaid(is) })),
          rest: Math.max(0, plan.creates.length - MOST_LISTED),
        },
        notes: plan.notes.slice(0, MOST_LISTED).map(({ text }) => text),
        columns: columns.length > 0 ? { n: columns.length, href: `${path}/columns` } : null,
        ...(show === FINDINGS ? {} : rowsPage(plan, path, show, startOf(from))),
      };
    },
  });

/** What every page of one import says of it. */
export function aboutImport({ state, uploadedAt }: OneImport, { href }: Pick<PageContext, 'href'>) {
  return {
    crumbs: [
      { text: 'Plan', href: href('/') },
      { text: 'Bring a plan in', href: href('/import') },
    ],
    reference: state.reference,
    document: state.document,
    given: when(uploadedAt),
  };
}

function aboutDocument({ document: { title, date, earlier } }: ImportPlan): string {
  const issues = earlier.length > 0 ? `It is another issue of what ${earlier.join(', ')} brought in.` : '';
  const on = date ? `It is of ${day(date)}.` : 'It does not say of what day it is.';
  return [title ? `“${title}”.` : '', on, issues].filter((part) => part !== '').join(' ');
}

function findingsOf({ findings }: ImportPlan, path: string, isOpen: boolean, from: number) {
  const most = isOpen ? MOST_LISTED : MOST_FINDINGS;
  const start = isOpen ? from : 0;
  return {
    n: findings.length,
    alone: isOpen,
    rows: findings.slice(start, start + most).map(({ text, passages }) => ({
      text,
      passages: passages.slice(0, MOST_FINDINGS).map((passage) => ({
        place: placeSaid(passage.place),
        text: shortened(passage.text).text,
      })),
    })),
    all: !isOpen && findings.length > most ? `${path}?show=${FINDINGS}` : null,
    ...(isOpen && pagesOf(findings.length, start, most, (to) => `${path}?show=${FINDINGS}&from=${to}`)),
  };
}

function rowsPage(plan: ImportPlan, path: string, asked: string | undefined, from: number): Partial<PageModel> {
  const show = isOutcome(asked) ? asked : undefined;
  const counts = countsOf(plan);
  const all = rowsInOrder(plan, show);
  const address = (outcome: string | undefined, start = 0) => {
    const query = new URLSearchParams({ ...(outcome && { show: outcome }), ...(start > 0 && { from: String(start) }) });
    return `${path}${query.size > 0 ? `?${query}` : ''}#rows`;
  };
  return {
    filters: [
      { text: 'All', n: BECOMES.reduce((sum, each) => sum + counts[each], 0), href: address(undefined), isHere: !show },
      ...OUTCOMES.map((each) => ({
        text: outcomeSaid(each),
        n: counts[each],
        href: address(each),
        isHere: each === show,
      })),
    ],
    rows: rowViews(all.slice(from, from + MOST_ROWS), plan),
    ...pagesOf(all.length, from, MOST_ROWS, (start) => address(show, start)),
  };
}

export interface PagesOf {
  /** "21 to 40 of 145", where not all are shown. */
  readonly range: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

export function pagesOf(all: number, from: number, most: number, address: (from: number) => string): PagesOf {
  return {
    range: all > most ? `${Math.min(from + 1, all)} to ${Math.min(from + most, all)} of ${all}` : null,
    before: from > 0 ? address(Math.max(0, from - most)) : null,
    after: from + most < all ? address(from + most) : null,
  };
}

export const startOf = (from: string | undefined): number => (/^\d{1,6}$/.test(from ?? '') ? Number(from) : 0);
