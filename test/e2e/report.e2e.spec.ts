import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cliInProcess } from '../support/cli-in-process.js';
import { startInProcess } from '../support/in-process.js';
import { cli, temporaryFolder } from '../support/processes.js';
import type { ApiServer } from '../support/server.js';
import { caughtUp, smallPlan, taken } from '../support/small-plan.js';

describe('action-ledger report', () => {
  let server: ApiServer;
  let reports: { name: string; path: string; usage: string; parameters: { name: string }[] }[];
  const report = (...args: string[]) => cliInProcess(['report', ...args], { DATA_DIR: server.folder });
  beforeAll(async () => {
    server = await startInProcess();
    await smallPlan(server);
    await caughtUp(server, await taken(server, '/api/programmes', { reference: 'IAPT', name: 'Talking therapies' }));
    ({ reports } = JSON.parse((await report('--json')).stdout));
  });
  afterAll(async () => {
    await server?.stop();
  });

  test('lists the reports, each with its parameters', async () => {
    const governance = reports.find(({ name }) => name === 'governance');
    expect(governance).toMatchObject({ usage: 'report governance', path: '/api/reports/governance' });
    expect(governance?.parameters.map(({ name }) => name)).toContain('silentFor');
    const listed = await report();
    expect(listed.stdout).toContain('report governance: ');
    expect(await cli(['report'], { DATA_DIR: server.folder })).toEqual(listed);
  });

  test.each([
    ['governance', '--programme', 'SMI'],
    ['governance-items', '--figure', 'actions.open', '--limit=1'],
    ['timeline', '--kind', 'decision'],
    ['upcoming', '--group', 'BOARD', '--days', '3650'],
    ['audit', '--reference', 'SMI-A01'],
  ])('answers as the API does: %s %s %s', async (name, ...flags) => {
    const path = reports.find((each) => each.name === name)?.path;
    const query = flags
      .join(' ')
      .replaceAll('--', '&')
      .replaceAll(/ (?!&)/g, '=')
      .replaceAll(' ', '');
    const answer = await server.get(`${path}?${query.slice(1)}`);
    expect(answer.status).toBe(200);
    const told = await report(name, ...flags, '--json');
    expect({ code: told.code, said: told.stderr, answer: JSON.parse(told.stdout) }).toEqual({
      code: 0,
      said: '',
      answer: answer.body,
    });
  });

  test.each([
    [['governance', '--programme', 'SMI'], /^Governance report for programme SMI \(.+\n\nIn all\n {2}Actions /],
    [['governance-items'], /^Items that the figure counts\n.+\n\n {2}SMI-A/],
    [
      ['timeline', '--kind', 'decision'],
      /^Decisions, milestones and breaches, .+\n {2}BOARD-D01 {2}decision recorded: /,
    ],
    [['upcoming', '--group', 'BOARD', '--days', '3650'], /^What comes from \d+ \w+ \d{4} up to \d+ \w+ \d{4}\n/],
    [['silences'], /^What nobody speaks of\n.+\n {2}Judged on \d+ \w+ \d{4}\.\n/],
    [['slippage'], /^How agreed dates were moved\n/],
    [['slippage-items'], /^Dates with every promise that they made\n.+\n {2}first promised for \d+ \w+ \d{4}, /],
    [['watermelons'], /^Open actions whose own rating the facts do not bear out\n/],
    [['audit', '--reference', 'SMI-A01'], /^The audit trail\n.+\n\d+ {2}\d+ \w+ \d{4}, .+ {2}SMI-A01 \(action\)\n/],
  ])('%j is told to people in lines, without ids', async (args, form) => {
    const text = await report(...args);
    expect(text).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(new RegExp(form, 's')) });
    expect(text.stdout).toMatch(/ {2}as known at event \d+ \(position \d+\), recorded /);
    expect(text.stdout).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(text.stdout).not.toContain('/api/');
  });

  test.each([
    [['changes', '--since', '1'], /^What changed in all.+\n {2}since position 1, .+\n {2}until now: .+\n\d+ items, /],
    [['dossier', 'BOARD-D01'], /^BOARD-D01 {2}.+\n {2}decided: [\s\S]+\nWhat was known: three answers\n/],
  ])('%j has a form of its own for people, and JSON none', async (args, form) => {
    const text = await report(...args);
    expect(text).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(form) });
    expect(text.stdout).not.toContain('/api/');
    expect(Object.keys(JSON.parse((await report(...args, '--json')).stdout))).toContain('asOf');
  });

  test.each([
    [['governance', '--programm', 'SMI'], 2, /programm is not a parameter here; there are group/],
    [['governance', '--asOfPosition', '999999'], 2, /Position 999999 is after the last projected position/],
    [['governance', '--group', 'NONE'], 1, /group: unknown group NONE/],
  ])('%j ends with code %d and one clear line', async (args, code, line) => {
    const ended = await report(...args);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
    expect(ended.stderr).toMatch(line);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  });

  test('says in JSON what is wrong, and in one line that there is no ledger', async () => {
    const wrong = await report('governance', '--group', 'NONE', '--json');
    expect(JSON.parse(wrong.stderr)).toMatchObject({ code: 'unknown-reference' });
    const DATA_DIR = join(temporaryFolder(), 'none');
    const none = await cli(['report', 'governance'], { DATA_DIR });
    expect({ code: none.code, lines: none.stderr.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(none.stderr).toContain(DATA_DIR);
  });
});
