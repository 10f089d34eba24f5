import { executeQuery } from '#application/queries/execute-query.js';
import type { Queries } from '#application/queries/queries.js';
import type { QueryRoute } from '#application/queries/query-route.js';
import { answerPage } from '#pages/frame/answer-page.js';
import { ledgerFrame } from '#pages/frame/frame.js';
import { momentParameters, readMoment } from '#pages/frame/moment.js';
import { renderer } from '#pages/frame/render.js';
import { sectionsOf } from '#pages/frame/sections.js';
import { pages } from '#pages/pages.js';
import { EVERYTHING, type Viewer } from '#read-store/query/visibility.js';
import type { ToldFact } from './read-models/events.js';
import { withQueries } from './read-models/queries.js';

export interface OpenedPage {
  /** Its text as a reader sees it: no tags, one space between words. */
  readonly text: string;
  readonly html: string;
  /** The addresses of its links, from its breadcrumb on. */
  readonly links: readonly string[];
  readonly questions: number;
}

interface Opening {
  /** Opens an address; its moment is asked as a browser asks it. */
  open(address: string, reader?: Viewer): Promise<OpenedPage>;
  /** Where an address leads instead, or undefined. */
  redirected(address: string): Promise<string | undefined>;
  /** What the API answers at the moment of an address. */
  api<Answer extends object>(
    route: QueryRoute<Answer>,
    address: string,
    query?: object,
    path?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
}

const TODAY = '2026-11-30';
const render = renderer();
const SIGNED_IN = { name: 'Secretary', organisation: null, party: 'SEC', roles: ['secretary' as const], groups: [] };

/** Runs a test on the pages of a history. */
export async function withPages(history: readonly ToldFact[], test: (pages: Opening) => Promise<void>): Promise<void> {
  await withQueries(history, async (of) => {
    const queries: Queries = { ...of, moved: async () => false, unreachableSince: () => undefined };
    const frame = await ledgerFrame(queries)();
    const answer = async (asked: string, reader: Viewer) => {
      const { page, path, address, query } = found(asked);
      return answerPage(page, queries, frame, { address, path, query, reader, signedIn: SIGNED_IN });
    };
    await test({
      async open(asked, reader = EVERYTHING) {
        const answered = await answer(asked, reader);
        if ('redirect' in answered) throw new Error(`${asked} leads to ${answered.redirect}`);
        const { model } = answered;
        const sections = sectionsOf(frame, SIGNED_IN, model.moment, undefined, undefined);
        const html = await render(model.template, { ...model, sections, path: '/' });
        const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
        return {
          html,
          text: textOf(main),
          links: linksIn(html.slice(startOf(html), html.indexOf('</main>'))),
          questions: model.questions,
        };
      },
      async redirected(asked) {
        const answered = await answer(asked, EVERYTHING);
        return 'redirect' in answered ? answered.redirect : undefined;
      },
      api(route, asked, query = {}, path = {}) {
        const { moment } = readMoment(found(asked).query, TODAY);
        return executeQuery(of, route, { ...momentParameters(moment), ...query }, path, EVERYTHING);
      },
    });
  });
}

function found(asked: string) {
  const url = new URL(asked, 'http://ledger.example');
  const segments = url.pathname.split('/').slice(1).map(decodeURIComponent);
  const fitting = pages
    .map((page) => ({ page, parts: page.path.split('/') }))
    .filter(({ parts }) => parts.length === segments.length)
    .filter(({ parts }) => parts.every((part, index) => part.startsWith(':') || part === segments[index]))
    .sort((one, other) => one.page.path.split(':').length - other.page.path.split(':').length)[0];
  if (!fitting) throw new Error(`No page is at ${asked}`);
  const path = Object.fromEntries(
    fitting.parts.flatMap((part, index) =>
      part.startsWith(':') ? [[/\w+/.exec(part)?.[0] ?? '', segments[index] ?? '']] : [],
    ),
  );
  return { page: fitting.page, path, address: url.pathname, query: Object.fromEntries(url.searchParams) };
}

const startOf = (html: string) => {
  const crumbs = html.indexOf('<nav class="nhsuk-breadcrumb');
  return crumbs < 0 ? html.indexOf('<main') : crumbs;
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const plain = (html: string) => html.replaceAll(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
const textOf = (html: string) =>
  plain(html.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,;:])/g, '$1')
    .trim();
const linksIn = (html: string) => [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = '']) => plain(href));
