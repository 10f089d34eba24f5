import { type Context, type Refusal, refuse } from '../kernel/decider.js';
import type { From } from './events.js';

export function fromPositionOf({ place }: Pick<Context, 'place'>, position: number): From | Refusal {
  if (!place) throw new Error('fromPosition needs read models; start the server and send it the command.');
  if (position <= place.head) return { position, number: place.number };
  return refuse('position-ahead', `The ledger stands at ${place.head}; ${position} has not been written yet.`, {
    field: 'fromPosition',
    value: position,
    head: place.head,
  });
}

export function fromNumberOf({ numbered }: Pick<Context, 'numbered'>, number: number): From | Refusal {
  if (!numbered) throw new Error('fromNumber needs read models; start the server and send it the command.');
  if (numbered.position !== undefined) return { position: numbered.position, number };
  return refuse('number-ahead', `The last event of the ledger is number ${numbered.last}; there is no ${number} yet.`, {
    field: 'fromNumber',
    value: number,
    last: numbered.last,
  });
}
