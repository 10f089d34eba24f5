import { expect, it } from '@jest/globals';
import { PROJECTIONS } from '../projections.js';
import { VERSIONS } from './versions.js';

it('every projection has its version listed under its name', () => {
  expect(Object.fromEntries(PROJECTIONS.map(({ name, version }) => [name, version]))).toEqual(VERSIONS);
});
