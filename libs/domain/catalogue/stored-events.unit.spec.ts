import { describe, expect, it } from '@jest/globals';
import { recorded } from '../testing/specification.js';
import { BadEvent } from './bad-event.js';
import { eventTypes } from './event-types.js';
import { requireValid } from './stored-events.js';

const event = {
  ...recorded({ type: 'GroupRegistered', data: { reference: 'BOARD', name: 'Delivery board' } }, 3),
  stream: 'group-1',
};

function faultIn(changed: object): unknown {
  try {
    requireValid({ ...event, ...changed });
    return undefined;
  } catch (error) {
    return error instanceof BadEvent ? error.fields : error;
  }
}

describe('a stored event', () => {
  it.each(eventTypes)('$type is taken as its example says', ({ type, example }) => {
    expect(faultIn({ type, data: example })).toBeUndefined();
  });

  it.each([
    ['data/name must be string', { data: { ...event.data, name: 5 } }],
    ["data must have required property 'name'", { data: { reference: 'BOARD' } }],
    ['data must NOT have additional properties (nmae)', { data: { ...event.data, nmae: 'Board' } }],
    [
      'metadata/actor/kind must be equal to one of the allowed values',
      { metadata: { ...event.metadata, actor: { party: 'p', kind: 'robot', roles: [] } } },
    ],
    ['metadata/recordedAt must match format "date-time"', { metadata: { ...event.metadata, recordedAt: 'yesterday' } }],
    ['this version knows no event of that type', { type: 'GroupAbolished' }],
    ['this version knows no event of that type', { type: 'toString' }],
  ])('is named, with what is wrong: %s', (wrong, changed) => {
    expect(faultIn(changed)).toEqual({
      stream: 'group-1',
      revision: 3,
      type: event.type,
      ...('type' in changed && { type: changed.type }),
      wrong,
    });
  });

  it('says in its message where it stands and what to do', () => {
    expect(new BadEvent(event, 'data/name must be string').message).toBe(
      'Event 3 of stream group-1 (GroupRegistered) is not as its schema says: data/name must be string. Restore the events from a backup, or run the version that wrote it.',
    );
  });
});
