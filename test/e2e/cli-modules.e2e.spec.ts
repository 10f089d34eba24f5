import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startInProcess } from '../support/in-process.js';
import { ROOT, start } from '../support/processes.js';
import type { ApiServer } from '../support/server.js';
import { smallPlan } from '../support/small-plan.js';

/** What only a server, a command that is checked, or another engine needs. */
const HEAVY =
  /node_modules\/(@nestjs|nest-commander|rxjs|fastify|@fastify|class-validator|class-transformer|class-validator-jsonschema|pg|@grpc|@eventstore|prom-client|inquirer|lodash)\//;
const WHOLE_LISTS =
  /dist\/(libs\/domain\/aggregates|libs\/commands\/handler|libs\/projections\/runtime\/projector|apps\/server\/http\/(app|queries\/routes|openapi\/document))\.js$/;
const OTHER_FORM_OF_KYSELY = /node_modules\/kysely\/dist\/esm\//;

describe('a command loads what it needs and no more', () => {
  let server: ApiServer;
  beforeAll(async () => {
    server = await startInProcess();
    await smallPlan(server);
  });
  afterAll(async () => {
    await server?.stop();
  });

  /** The modules that a command loads, by their addresses and files. */
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
    expect(loaded.some((each) => each.endsWith('dist/apps/cli/main.js'))).toBe(true);
    return loaded;
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
    ['export'],
    ['readings'],
    ['webhooks', '--help'],
    ...reports,
  ])('%s %s %s %s', async (...args) => {
    const loaded = await loadedBy(...args.filter((arg) => typeof arg === 'string'));
    expect(
      loaded.filter((each) => HEAVY.test(each) || WHOLE_LISTS.test(each) || OTHER_FORM_OF_KYSELY.test(each)),
    ).toEqual([]);
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
    // How a failure is told needs the classes of errors, and the names of letters that deceive, alone.
    const errors = [
      'commands/failures.js',
      'domain/kernel/letters.js',
      'event-store/errors.js',
      'platform/access/port.js',
      'projections/read/errors.js',
    ];
    expect(libraries.sort()).toEqual(errors);
  });
});
