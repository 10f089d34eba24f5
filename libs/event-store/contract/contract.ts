import { allReads } from './all-reads.js';
import { appends } from './appends.js';
import { bodies } from './bodies.js';
import type { ContractCase } from './case.js';
import { expectedRevisions } from './expected-revisions.js';
import { filters } from './filters.js';
import { names } from './names.js';
import { repeats } from './repeats.js';
import { streamReads } from './stream-reads.js';
import { subscriptions } from './subscriptions.js';

export const CONTRACT: Readonly<Record<string, readonly ContractCase[]>> = {
  appends,
  'expected revisions': expectedRevisions,
  repeats,
  'stream reads': streamReads,
  'all reads': allReads,
  subscriptions,
  filters,
  bodies,
  names,
};
