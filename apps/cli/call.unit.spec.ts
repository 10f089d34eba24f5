import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { call } from './call.js';
import { RUNNERS } from './runners.js';
import { COMMANDS } from './shell/command-list.js';
import { JSON_FLAG, jsonOf, readFlags } from './shell/flags.js';
import { topHelp } from './shell/help.js';
import { UsageError } from './shell/usage.js';

test('every command that is listed can be run, or stands above others; help names each', () => {
  for (const name of Object.keys(COMMANDS))
    expect({ name, runs: name in RUNNERS || Object.keys(RUNNERS).some((each) => each.startsWith(`${name} `)) }).toEqual(
      {
        name,
        runs: true,
      },
    );
  for (const name of Object.keys(COMMANDS).filter((each) => !each.includes(' ')))
    expect(topHelp()).toContain(`  ${name} `);
});

test('every command that there is a file of is listed', () => {
  const files = ['commands', 'questions'].flatMap((folder) => readdirSync(new URL(folder, import.meta.url)));
  const names = files.flatMap((file) => /^(.+?)(?:\.command)?\.js$/.exec(file)?.[1] ?? []);
  const listed: string[] = Object.keys(COMMANDS).map((name) => name.replace(' ', '-'));
  expect(names.filter((name) => name !== 'ledger-command' && !listed.includes(name))).toEqual([]);
});

test('a command that there is not is named', async () => {
  await expect(call(['nonsense'])).rejects.toThrow(
    new UsageError("unknown command 'nonsense'; --help lists all commands"),
  );
});

const FLAGS = { out: { value: '<file>', description: 'the file' }, ...JSON_FLAG };

test('options are read by their names', () => {
  expect(readFlags('export', ['--out', 'a.jsonl', '--json'], FLAGS)).toEqual({
    given: { out: 'a.jsonl', json: true },
    help: false,
  });
  expect(readFlags('export', ['--out=a'], FLAGS).given).toEqual({ out: 'a' });
  expect(readFlags('export', ['-h'], FLAGS).help).toBe(true);
  expect([jsonOf({ json: true }), jsonOf({})]).toEqual([{ json: true }, {}]);
});

test.each([
  [['--loud'], "unknown option '--loud'"],
  [['-x'], "unknown option '-x'"],
  [['more'], "too many arguments for 'export': it takes no arguments; remove more"],
  [['--out'], "option '--out <file>' needs a value"],
  [['--out', '--json'], "option '--out <file>' needs a value"],
])('%j is wrong use', (words, message) => {
  expect(() => readFlags('export', words, FLAGS)).toThrow(new UsageError(message));
});
