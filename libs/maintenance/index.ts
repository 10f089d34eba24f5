export type { Comparison, RowDifference } from './diff/compare.js';
export { diffReadModels } from './diff/diff.js';
export type { RebuildProgress } from './rebuild/messages.js';
export { ensureReadModels, rebuild } from './rebuild/rebuild.js';
export type { BreachTiming } from './what-if/breaches.js';
export type { MeetingDifference } from './what-if/meetings.js';
export { type WhatIf, whatIf } from './what-if/what-if.js';
