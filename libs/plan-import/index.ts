export { loadPlan } from './load-plan.js';
export { type Plan, parseFile, readPlan } from './plan-files.js';
export { KINDS, nodeAt, type PlannedCommand } from './plan-items.js';
