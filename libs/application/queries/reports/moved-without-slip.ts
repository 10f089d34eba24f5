import { OWNED_SCOPE } from '#read-models/index.js';
import { MOVED_WITHOUT_SLIP, movedWithoutSlip } from '#reports/index.js';
import { reportRoute } from '../query-route.js';

export const route = reportRoute({
  path: 'reports/moved-without-slip',
  report: 'moved-without-slip',
  summary:
    'Dates that a correction or a new reading moved, and pairs of a withdrawn and a new item that are possibly the same promise.',
  asks: OWNED_SCOPE,
  answers: MOVED_WITHOUT_SLIP,
  make: movedWithoutSlip,
});
