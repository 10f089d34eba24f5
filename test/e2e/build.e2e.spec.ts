import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ROOT, temporaryFolder } from '../support/processes.js';

const { hashOf } = await import(join(ROOT, 'scripts/hash-of.js'));

describe('whether to build', () => {
  let folder: string;
  const source = () => join(folder, 'libs/deep/one.ts');
  const hash = () => hashOf(folder, ['libs', 'package.json']);

  beforeEach(() => {
    folder = temporaryFolder();
    mkdirSync(join(folder, 'libs/deep'), { recursive: true });
    writeFileSync(source(), 'one');
    writeFileSync(join(folder, 'package.json'), '{}');
    writeFileSync(join(folder, 'README.md'), 'nothing is made from it');
  });

  it.each<[string, () => void]>([
    ['a source of the same length and time', () => writeAt(source(), 'two')],
    ['a setting', () => writeFileSync(join(folder, 'package.json'), '{ }')],
    ['a new source', () => writeFileSync(join(folder, 'libs/two.ts'), '')],
    ['a source that is gone', () => rmSync(source())],
    ['a source of another name', () => renameSync(source(), join(folder, 'libs/deep/two.ts'))],
  ])('follows from %s', (_, change) => {
    utimesSync(source(), 1, 1);
    const before = hash();
    change();
    expect(hash()).not.toBe(before);
  });

  it('does not follow from a time, or from what nothing is made from', () => {
    const before = hash();
    utimesSync(source(), 1, 1);
    writeFileSync(join(folder, 'README.md'), 'other words');
    expect(hash()).toBe(before);
  });

  function writeAt(path: string, text: string): void {
    writeFileSync(path, text);
    utimesSync(path, 1, 1);
  }
});
