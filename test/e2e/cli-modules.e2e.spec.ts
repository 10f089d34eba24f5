import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startInProcess } from '../support/in-process.js';
import { ROOT, start } from '../support/processes.js';
import type { ApiServer } from '../support/server.js';
import { smallPlan } from '../support/small-plan.js';

/** What only a server, a command that is checked, or another engine needs. */
const HEAVY =
  /node_modules\/(@nestjs|commander|rxjs|fastify|@fastify|class-validator|class-transformer|class-validator-jsonschema|pg|@grpc|@eventstore|prom-client|inquirer|lodash)\//;
const WHOLE_LISTS =
  /dist\/(libs\/domain\/aggregates|libs\/commands\/handler|libs\/projections\/runtime\/projector|apps\/server\/http\/(app|queries\/routes|openapi\/document))\.js$/;
const OF_THE_SERVER =
  /node_modules\/(@nestjs|rxjs|fastify|@fastify|kysely|pg|@grpc|@eventstore|prom-client)\/|dist\/(apps\/server\/serve|libs\/domain\/catalogue\/examples\/index)\.js$/;
/** What is loaded as files of its own: the native module, and what finds its binary. */
const NATIVE = /node_modules\/(better-sqlite3|bindings|file-uri-to-path)\//;
const CHUNK = /\/dist\/runs\/(\w+)\/([\w.-]+\.js)$/;

describe('a command loads what it needs and no more', () => {
  let server: ApiServer;
  beforeAll(async () => {
    server = await startInProcess();
    await smallPlan(server);
  });
  afterAll(async () => {
    await server?.stop();
  });

  /** The modules that a command loads: those in the chunks of the bundle, and those that are files of their own. */
  async function loadedBy(...args: string[]): Promise<string[]> {
    const hook = join(ROOT, 'dist/test/support/loaded-modules.js');
    const { code, stdout, stderr } = await start(
      process.execPath,
      ['--import', hook, join(ROOT, 'bin/action-ledger.js'), ...args],
      { DATA_DIR: server.folder },
    ).ended;
    expect({ code, args, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, args, stderr: '' });
    expect(stdout).not.toBe('');
    const loaded = stderr
      .split('\n')
      .flatMap((line) => (line.startsWith('LOADED ') ? [line.slice('LOADED '.length)] : []));
    const modules = loaded.flatMap(modulesIn);
    expect(modules).toContain('dist/apps/cli/main.js');
    return modules;
  }

  /** What the bundler put into a chunk; any other file is itself. */
  function modulesIn(loaded: string): string[] {
    const [, bundle, chunk] = CHUNK.exec(loaded) ?? [];
    if (!bundle || !chunk) return [loaded];
    return JSON.parse(readFileSync(join(ROOT, 'dist/runs', bundle, 'modules.json'), 'utf8'))[chunk];
  }

  const reports = [
    ['governance', '--group', 'BOARD'],
    ['governance-items'],
    ['timeline'],
    ['upcoming'],
    ['silences'],
    ['slippage'],
    ['slippage-items'],
    ['watermelons'],
    ['moved-without-slip'],
    ['readings'],
    ['audit'],
    ['changes', '--since', '1'],
    ['dossier', 'BOARD-D01'],
  ].map((args) => ['report', ...args]);

  test.each([
    ['--help'],
    ['token', '--help'],
    ['report'],
    ['report', '--help'],
    ['projections'],
    ['token', 'list'],
    ['sign-in-link'],
    ['export'],
    ['readings'],
    ['webhooks', '--help'],
    ...reports,
  ])('%s %s %s %s', async (...args) => {
    const loaded = await loadedBy(...args.filter((arg) => typeof arg === 'string'));
    expect(loaded.filter((each) => HEAVY.test(each) || WHOLE_LISTS.test(each))).toEqual([]);
    const files = loaded.filter((each) => /^(file:|\/)/.test(each) && each.includes('/node_modules/'));
    expect(files.filter((each) => !NATIVE.test(each))).toEqual([]);
  });

  test.each([
    ['token', 'create', '--party', 'ORG-01', '--roles', 'viewer'],
    ['webhooks', 'resume'],
  ])('%s %s loads what records, and nothing of the server or the read models', async (...args) => {
    const loaded = await loadedBy(...args);
    expect(loaded).toContain('dist/libs/commands/handler.js');
    expect(loaded.filter((each) => OF_THE_SERVER.test(each))).toEqual([]);
  });

  test('a report loads no other report, and no form of another', async () => {
    const loaded = await loadedBy('report', 'timeline');
    const routes = loaded.flatMap((each) => /queries\/reports\/(.+)\.js$/.exec(each)?.[1] ?? []);
    expect(routes.sort()).toEqual(['reports', 'timeline']);
    expect(loaded.some((each) => each.endsWith('apps/cli/report/timeline.js'))).toBe(true);
    expect(
      loaded.filter((each) => /cli\/report\/(governance|audit|dossier|changes|control-chart)\.js$/.test(each)),
    ).toEqual([]);
  });

  test('help loads no store', async () => {
    const loaded = await loadedBy('--help');
    const libraries = loaded.flatMap((each) => /(?:node_modules|dist\/libs)\/(.+)$/.exec(each)?.[1] ?? []);
    // A failure needs the classes and codes of errors, and the letters that deceive; nothing else.
    const errors = [
      'access/access-store.js',
      'application/problems/problem.js',
      'commands/failures.js',
      'domain/catalogue/bad-event.js',
      'domain/kernel/decider.js',
      'domain/kernel/letters.js',
      'errors/definition.js',
      'errors/failures.js',
      'errors/refusals.js',
      'errors/registry.js',
      'event-store/port/errors.js',
      'read-store/query/errors.js',
      'tree/tree-error.js',
    ];
    expect(libraries.sort()).toEqual(errors);
  });
});
