import { MEETING_PACK, meetingPack } from '#reports/index.js';
import { HttpProblem } from '../../problems/problem.js';
import { itemRoute } from '../query-route.js';

export const route = itemRoute({
  path: 'meetings/:ref/pack',
  report: 'pack',
  summary: 'The pack of a meeting: its report made again, and whether it has the hash that was issued.',
  answers: MEETING_PACK,
  async find(view, ref) {
    const found = await meetingPack(view, ref);
    if (found !== null) return found;
    throw new HttpProblem('item-not-found', `${ref} has no pack: none had been issued at the moment asked about.`);
  },
});
