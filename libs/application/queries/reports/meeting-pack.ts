import { MEETING_PACK, meetingPack } from '#reports/index.js';
import { itemRoute } from '../query-route.js';

export const route = itemRoute({
  path: 'meetings/:ref/pack',
  summary: 'The pack of a meeting, and whether its report, made again from the ledger, still has its hash.',
  answers: MEETING_PACK,
  find: meetingPack,
});
