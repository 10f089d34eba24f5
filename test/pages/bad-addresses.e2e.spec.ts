import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pages } from '#pages/index.js';
import { startInProcess } from '../support/in-process.js';
import { ADMIN_TOKEN, type ApiServer } from '../support/server.js';
import { smallPlan, taken } from '../support/small-plan.js';

let server: ApiServer;
beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
  const { position } = await taken(server, '/api/meetings/BOARD-MTG01/issue-pack').catch(() => ({ position: 1 }));
  await server.get(`/api/programmes?minPosition=${position}`);
});
afterAll(async () => {
  await server?.stop();
});

const MARKUP = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
const cursor = (text: string) => Buffer.from(text).toString('base64url');
/** What no parameter of a page takes, written as it stands in an address. */
const TEXTS: readonly string[] = [
  '',
  '%00',
  'a%00b',
  '%1b[31m',
  '%ed%a0%80',
  '%',
  '%zz',
  '%c3%28',
  ...[
    MARKUP,
    '😀'.repeat(60),
    `a${'😀'.repeat(60)}`,
    'a\u202eb',
    '{{ 7*7 }}',
    "';drop table items",
    'a'.repeat(201),
  ].map(encodeURIComponent),
  'W'.repeat(5_000),
  '-1',
  '1.5',
  '9'.repeat(15),
  '9'.repeat(40),
  '2018-02-31',
  '2200-12-31',
  '1900-01-01',
  '1899-12-31',
  'a%20b',
  '__proto__',
  'constructor',
  'toString',
  'NONE',
  '00000000-0000-4000-8000-000000000000',
  cursor('null'),
  cursor('{"moment":{"asOfPosition":1,"day":"2018-03-09"},"after":[{}]}'),
  cursor('{"moment":{"asOfPosition":-1,"day":"2018-03-09"},"after":["a"]}'),
  cursor('{"moment":{"asOfPosition":1,"day":"2018-02-31"},"after":["a"]}'),
  cursor('[['.repeat(400)),
];
const FEW = TEXTS.filter((text) => /^(%00|%3Cscript|__proto__|9{40}|1900|-1)/.test(text));
const MOMENTS = ['known', 'true', 'event', 'meeting'];
const OWN: Readonly<Record<string, readonly string[]>> = {
  '': ['group', 'from'],
  actions: ['programme', 'group', 'owner', 'status', 'rating', 'overdueOn', 'q', 'limit', 'colour', '__proto__'],
  milestones: ['programme', 'owner', 'status', 'q'],
  targets: ['programme', 'status', 'kind', 'breached', 'q'],
  decisions: ['group', 'programme', 'status', 'affects'],
  meetings: ['group', 'from'],
  'groups/:ref/since': ['from', 'to'],
  'targets/:ref': ['figures'],
  audit: ['reference', 'programme', 'actor', 'type', 'from', 'to', 'stream', 'kind'],
  search: ['q', 'kind'],
  attention: ['group', 'list'],
  dates: ['group', 'programme', 'owner', 'restated'],
  readings: ['group'],
  calendar: ['group', 'days'],
  'reports/governance/items': ['figure', 'row', 'group', 'programme'],
};
/** One page takes every text for a parameter, the others a few. */
const FIRST = new Map(
  Object.entries(OWN)
    .reverse()
    .flatMap(([path, names]) => names.map((name) => [name, path] as const)),
);
const REFERENCES: Readonly<Record<string, string>> = {
  actions: 'SMI-A01',
  milestones: 'SMI-M01',
  targets: 'SMI-T01',
  decisions: 'BOARD-D01',
  groups: 'BOARD',
  programmes: 'SMI',
  meetings: 'BOARD-MTG01',
  parties: 'ORG-01',
};
const addressOf = (path: string, ref = REFERENCES[path.split('/')[0] ?? ''] ?? 'SMI-A01') =>
  `/${path.replace(/:\w+/, path.startsWith('events') && ref === 'SMI-A01' ? '3' : ref)}`;

/** What is wrong with the answer to an address; nothing where it is a page that says what the reader asked. */
async function wrongAt(address: string): Promise<string[]> {
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, accept: 'text/html' };
  const answer = await fetch(server.url + address, { headers, redirect: 'manual' });
  const html = await answer.text();
  const said = `${address.slice(0, 160)} answers ${answer.status}`;
  if (answer.status === 303) return [];
  const wrong: string[] = [];
  if (answer.status >= 500) wrong.push(`${said}: ${/<p class="nhsuk-body-l[^>]*>(.*?)<\/p>/s.exec(html)?.[1]}`);
  if (!answer.headers.get('content-type')?.startsWith('text/html')) wrong.push(`${said} as ${html.slice(0, 120)}`);
  if (!/<h1[^>]*>\s*[^<\s]/.test(html)) wrong.push(`${said} without a heading`);
  const sentence =
    /<p class="nhsuk-body-l[^>]*>[^<]{12,}|nhsuk-error-(?:message|summary__list)[^>]*>\s*(?:<li>\s*(?:<a[^>]*>)?)?(<span.*?<\/span>)?\s*[^<\s][^<]{8,}/s;
  if (answer.status >= 400 && !sentence.test(html)) wrong.push(`${said} without a sentence`);
  if (/<script>alert|<img src=x|\u202e/.test(html)) wrong.push(`${said} with markup of the address`);
  if (/>undefined|NaN|\[object Object\]/.test(html)) wrong.push(`${said} with what no reader understands`);
  return wrong;
}

async function allWrong(addresses: readonly string[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const address of addresses) wrong.push(...(await wrongAt(address)));
  return wrong;
}

describe.each(pages.map(({ path }) => path))('/%s', (path) => {
  it('says in a page what is wrong with a moment or a cursor that is none', async () => {
    const names = [...MOMENTS, 'cursor'];
    const texts = path === 'actions' ? TEXTS : FEW;
    expect(await allWrong(names.flatMap((name) => texts.map((text) => `${addressOf(path)}?${name}=${text}`)))).toEqual(
      [],
    );
  });

  it('says in a page what is wrong with a question that it does not take', async () => {
    const names = OWN[path] ?? ['colour'];
    const base = path === 'search' ? 'x=1' : '';
    const addresses = names.flatMap((name) =>
      (FIRST.get(name) === path ? TEXTS : FEW).map((text) => `${addressOf(path)}?${base}&${name}=${text}`),
    );
    expect(await allWrong(addresses)).toEqual([]);
  });

  if (path.includes(':'))
    it('says in a page that nothing has such a reference', async () => {
      const references = TEXTS.filter((text) => text !== '');
      expect(await allWrong(references.map((reference) => addressOf(path, reference)))).toEqual([]);
    });
});
