import { findEvent, ONE_EVENT } from '#read-models/index.js';
import { whole } from '../parameters.js';
import { itemRoute } from '../query-route.js';

const NUMBER = whole('The number of an event.', 1, 1_000_000_000);

export const route = itemRoute({
  path: 'audit/:number',
  summary: 'One event as a row of the audit trail, with the numbers of those of its item before and after it.',
  namesItems: true,
  answers: ONE_EVENT,
  async find(view, text, { namesOf }) {
    const number = NUMBER.read(text);
    return number === undefined ? undefined : findEvent(view, number, namesOf);
  },
});
