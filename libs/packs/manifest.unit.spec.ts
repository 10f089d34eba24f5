import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { PROGRAM } from './manifest.js';

it('a pack names the version of the package that made it', () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({ version: PROGRAM });
});
