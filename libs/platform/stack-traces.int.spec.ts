import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';

const MODULE = new URL('./stack-traces.js', import.meta.url).href;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stack-traces-'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  // Line 3 of the bundle is line 1 of the source.
  writeFileSync(join(folder, 'bundle.js'), "\n\nthrow new Error('Here.');\n");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function failure(): string {
  const bundle = pathToFileURL(join(folder, 'bundle.js')).href;
  const program = `(await import('${MODULE}')).mapStackTraces(); await import('${bundle}').catch(({ stack }) => console.log(stack));`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }).stdout;
}

it('names the line of the source where the bundle has a map', () => {
  const map = { version: 3, sources: ['source.ts'], names: [], mappings: ';;AAAA' };
  writeFileSync(join(folder, 'bundle.js.map'), JSON.stringify(map));
  expect(failure()).toMatch(/^Error: Here\.\n {4}at file:\S+\/source\.ts:1:1\n/);
});

it('names the line of the bundle where it has none, or one that cannot be read', () => {
  expect(failure()).toMatch(/^Error: Here\.\n {4}at file:\S+\/bundle\.js:3:7\n/);
  writeFileSync(join(folder, 'bundle.js.map'), '{');
  expect(failure()).toMatch(/\/bundle\.js:3:7\n/);
});
