import { describe, expect, it } from '@jest/globals';
import { contextOf } from '../testing/specification.js';
import { isRefusal } from './decider.js';
import { accessOf } from './visibility.js';
import type { VisibleCommand } from './visible-command.js';

const board = { kind: 'group', id: 'group-1', reference: 'BOARD', state: {} } as const;

describe('the visibility that a command asks for', () => {
  it.each<[Pick<VisibleCommand, 'access' | 'restrictedTo'>, unknown]>([
    [{}, { level: 'internal' }],
    [{ access: 'public' }, { level: 'public' }],
    [
      { access: 'restricted', restrictedTo: 'BOARD' },
      { level: 'restricted', group: 'group-1' },
    ],
    [{ restrictedTo: 'group-1' }, { level: 'restricted', group: 'group-1' }],
    [{ access: 'restricted' }, 'restricted-needs-group'],
    [{ access: 'public', restrictedTo: 'BOARD' }, 'access-contradicts-group'],
    [{ access: 'restricted', restrictedTo: 'NOBODY' }, 'unknown-reference'],
  ])('%j is %j', (command, expected) => {
    const access = accessOf(command, contextOf({ items: [board] }));
    expect(isRefusal(access) ? access.refused : access).toEqual(expected);
  });
});
