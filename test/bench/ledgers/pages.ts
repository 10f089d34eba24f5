import { pages as served } from '#pages/index.js';
import { below, type Figure, median } from '../figures.js';
import { HEADERS } from '../http/load.js';
import { startServer } from '../processes.js';
import type { Sizes } from '../sizes.js';
import type { Ledgers } from './ledgers.js';
import { timeOf } from './reports.js';

const GROUP = 'G0';
const ASKED = 5;
const ROWS_OF_ROOM = 40;
const AS_BROWSER = { ...HEADERS, accept: 'text/html' };
const PAGE = below(100);
/** Lists, and reports over many items. */
const LIST = below(150);

/** An address of each kind of page that a generated ledger can fill, by the page's own path. */
const OPENED: Readonly<Record<string, { readonly address: string; readonly goal: typeof PAGE }>> = {
  '': { address: '/', goal: PAGE },
  'groups/:ref/since': { address: `/groups/${GROUP}/since`, goal: LIST },
  'groups/:ref/report': { address: `/groups/${GROUP}/report`, goal: LIST },
  meetings: { address: '/meetings', goal: LIST },
  decisions: { address: '/decisions', goal: LIST },
  attention: { address: '/attention', goal: LIST },
  audit: { address: '/audit', goal: LIST },
  'events/:number': { address: '/events/1000', goal: PAGE },
  groups: { address: '/groups', goal: LIST },
  'groups/:ref': { address: `/groups/${GROUP}`, goal: PAGE },
  'programmes/:ref': { address: '/programmes/P0', goal: PAGE },
  actions: { address: '/actions', goal: LIST },
  'actions/:ref': { address: '/actions/P0-A0', goal: PAGE },
  milestones: { address: '/milestones', goal: LIST },
  targets: { address: '/targets', goal: LIST },
  'targets/:ref': { address: '/targets/P0-T0', goal: PAGE },
  'parties/:ref': { address: '/parties/POST0', goal: PAGE },
  calendar: { address: '/calendar', goal: LIST },
  readings: { address: '/readings', goal: LIST },
  search: { address: '/search?q=recruitment', goal: LIST },
  'reports/governance/items': { address: `/reports/governance/items?figure=actions.open&group=${GROUP}`, goal: LIST },
  words: { address: '/words', goal: PAGE },
  dates: { address: '/dates', goal: LIST },
};

/** Pages of today alone: what a person works from. */
const WORKED_FROM = [
  ...['/actions/new', '/decisions/new', '/measurements?period=2018-05'],
  ...['/mine', '/admin', '/admin/people', '/import'],
];

interface Opened {
  readonly milliseconds: number;
  readonly questions: number;
}

/** How long each kind of page takes over HTTP at a large ledger, and how many questions it asks. */
export async function pages({ larger }: Sizes, ledgers: Ledgers): Promise<Figure[]> {
  tellLeftOut();
  const { dataDir } = await ledgers.withReadModels(larger);
  const server = await startServer(dataDir);
  const half = Math.floor(larger / 2);
  const moments = [
    { said: 'today', of: { page: '', api: '' } },
    { said: 'half the ledger ago', of: { page: `event=${half}`, api: `&asOfNumber=${half}` } },
  ];
  try {
    const figures: Figure[] = [];
    for (const { said, of } of moments) {
      const baseline = await timeOf(`${server.url}/api/reports/governance?group=${GROUP}${of.api}`);
      figures.push({
        name: `the baseline of pages: governance report of a group, ${said}`,
        value: baseline,
        unit: 'ms',
      });
      for (const { address, goal } of Object.values(OPENED)) {
        const asked = of.page ? `${address}${address.includes('?') ? '&' : '?'}${of.page}` : address;
        const { milliseconds, questions } = await open(server.url + asked);
        const name = `page ${address}, ${said} (${questions} ${questions === 1 ? 'question' : 'questions'})`;
        figures.push({ name, value: milliseconds, unit: 'ms', baseline, goal });
      }
    }
    for (const address of [...WORKED_FROM, ...(await workOfMeeting(server.url))]) {
      const { milliseconds } = await open(server.url + address);
      figures.push({
        name: `page ${address}`,
        value: milliseconds,
        unit: 'ms',
        baseline: figures[0]?.value,
        goal: PAGE,
      });
    }
    return figures;
  } finally {
    await server.stop();
  }
}

/** The median time of a page, and the questions that its answer says it asked; a form says none. */
async function open(url: string): Promise<Opened> {
  const times: number[] = [];
  let questions = 0;
  for (let n = 0; n < ASKED; n++) {
    const began = performance.now();
    const response = await fetch(url, { headers: AS_BROWSER, redirect: 'manual' });
    const text = await response.text();
    times.push(performance.now() - began);
    if (response.status !== 200) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 1_000)}`);
    questions = Number(response.headers.get('questions') ?? 0);
  }
  return { milliseconds: median(times), questions };
}

/**
 * What a secretary works with: the forms of an action, and the pages of a meeting about forty. A generated ledger
 * claims no references, so they are created.
 */
async function workOfMeeting(server: string): Promise<string[]> {
  const asked = async (path: string, init: RequestInit) => {
    const response = await fetch(server + path, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return text;
  };
  const create = async (path: string, body: object) => {
    const answer = await asked(`/api/${path}`, { method: 'POST', headers: HEADERS, body: JSON.stringify(body) });
    return JSON.parse(answer) as { position: number };
  };
  await create('groups', { reference: 'WORK', name: 'Working group' });
  await create('programmes', { reference: 'FORMS', name: 'Forms', group: 'WORK' });
  for (let n = 1; n <= ROWS_OF_ROOM; n++) await create('actions', { programme: 'FORMS', title: `Open form ${n}` });
  const meeting = { group: 'WORK', reference: 'WORK-MTG01', startsAt: new Date(Date.now() + 86_400_000).toISOString() };
  const { position } = await create('meetings', meeting);
  await asked(`/api/meetings/WORK-MTG01?minPosition=${position}`, { headers: HEADERS });
  const page = await asked('/actions/FORMS-A01', { headers: AS_BROWSER });
  const forms = new Set(page.match(/\/actions\/FORMS-A01\/[a-z-]+/g));
  if (forms.size === 0) throw new Error('The page of the action offers no form.');
  const ofMeeting = ['', '/room', '/pack', '/minutes'].map((part) => `/meetings/WORK-MTG01${part}`);
  return [...ofMeeting, ...forms];
}

/** A page that is not measured must not pass for one that is fast. */
function tellLeftOut(): void {
  const leftOut = served.map(({ path }) => path).filter((path) => !(path in OPENED));
  console.error(
    `Pages that are not measured (a generated ledger has no such item, or they only redirect): ${leftOut.join(', ')}`,
  );
}
