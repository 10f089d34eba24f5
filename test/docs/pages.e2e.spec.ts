import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { operations } from '#apps/server/openapi/document.js';
import { describeConfig, readConfig } from '#platform/config.js';
import { cli, ROOT } from '../support/processes.js';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const PAGES = ['README.md', 'seeds/README.md', ...filesIn('docs', /\.md$/)];
/** Served beside the API, and no part of its document. */
const PAGE_TO_TRY = '/api/docs';

function filesIn(folder: string, name: RegExp): string[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return files.map((file) => join(folder, file)).filter((file) => name.test(file));
}

/** Every match of a pattern in a page, by its first group. */
const found = (page: string, pattern: RegExp) => [...read(page).matchAll(pattern)].map(([, first = '']) => first);

/** The anchor that a heading gets. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replace(/\s/g, '-');

describe.each(PAGES)('%s', (page) => {
  test('links only to what is there', () => {
    const links = found(page, /\]\(([^)\s]+)\)/g).filter((link) => !/^[a-z]+:/.test(link));
    const broken = links.filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !found(target, /^#+ (.+)$/gm).some((heading) => anchorOf(heading) === anchor);
    });
    expect(broken).toEqual([]);
  });

  test('names only paths that are served', () => {
    const paths = found(page, /(\/(?:api|health|metrics)(?:\/(?:[\w-]+(?:\.json)?|\{[^}]+\}))*)(?![\w./])/g);
    expect(paths.filter((path) => path !== '/api' && path !== PAGE_TO_TRY && !isServed(path))).toEqual([]);
  });

  test('gives commands by POST and asks by GET', () => {
    const wrong = found(page, /^\$ .*?(api ['"]?\/api\/.*)$/gm).filter((line) => {
      const [, path = ''] = /api ['"]?(\/api\/[\w/.-]+)/.exec(line) ?? [];
      return !isServed(path, / -d '/.test(line) ? 'post' : 'get');
    });
    expect(wrong).toEqual([]);
  });

  test('names only scripts of package.json', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = [...found(page, /npm run ([\w:]+)/g), ...found(page, /npm (start|test)\b/g)];
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });
});

/** Whether a path, in which `{...}` stands for anything, is a route of the API. */
function isServed(path: string, method?: string): boolean {
  const parts = path.split('/');
  return operations().some((operation) => {
    const served = operation.path.split('/');
    const fits = (part: string, index: number) =>
      [part, parts[index]].some((each) => each?.startsWith('{')) || part === parts[index];
    return (
      (method === undefined || operation.method === method) && served.length === parts.length && served.every(fits)
    );
  });
}

describe('the command line', () => {
  const help = new Map<string, string>();
  beforeAll(async () => {
    const helpOf = async (...names: string[]) => (await cli([...names, '--help'], {})).stdout;
    const commandsIn = (text: string) => [...text.matchAll(/^ {2}([a-z][a-z-]*)(?= )/gm)].map(([, name = '']) => name);
    const helpsOn = async (name: string) => {
      const text = await helpOf(name);
      const subcommands = commandsIn(text).filter((each) => each !== 'help');
      help.set(name, text);
      await Promise.all(subcommands.map(async (each) => help.set(`${name} ${each}`, await helpOf(name, each))));
    };
    await Promise.all(
      commandsIn(await helpOf())
        .filter((name) => name !== 'help')
        .map(helpsOn),
    );
  });

  test.each(PAGES)('has every command and option that %s names', (page) => {
    const named = found(page, /\baction-ledger ([a-z][a-z-]*(?: [^\n`|]*)?)/g).filter((words) => /^[a-z]/.test(words));
    const unknown = named.filter((words) => {
      const [first, second] = words.split(' ');
      const text = help.get(`${first} ${second}`) ?? help.get(String(first));
      const options = words.match(/--[a-z]+/g) ?? [];
      return text === undefined || options.some((option) => !text.includes(option));
    });
    expect(unknown).toEqual([]);
  });

  test('is described whole', () => {
    const pages = PAGES.map(read).join('\n');
    expect([...help.keys()].filter((name) => !pages.includes(`action-ledger ${name}`))).toEqual([]);
  });
});

test('docs/README.md leads to every page', () => {
  const pages = filesIn('docs', /\.md$/).filter((page) => page !== 'docs/README.md');
  const index = found('docs/README.md', /\]\(([^)]+)\)/g).map((link) => join('docs', link));
  expect(pages.filter((page) => !index.includes(page))).toEqual([]);
});

test('docs/operations.md lists every setting', () => {
  const everything = {
    ADMIN_TOKEN: 'x'.repeat(32),
    PUBLIC_URL: 'https://ledger.example',
    ALLOW_HTTP: '1',
    RATE_LIMIT: '9',
    WEBHOOKS_TO_PRIVATE_ADDRESSES: '1',
    EVENTSTOREDB_URL: 'esdb://localhost',
    STREAM_PREFIX: 'mine-',
    DATABASE_URL: 'postgres://localhost/ledger',
  };
  const table = read('docs/operations.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .join('\n');
  const settings = Object.keys(describeConfig(readConfig(everything)));
  expect(settings.filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
});
