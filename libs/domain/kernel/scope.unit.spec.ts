import { describe, expect, it } from '@jest/globals';
import type { Role } from './roles.js';
import { mayReportOn } from './scope.js';

const scope = { programmes: ['smi', 'perinatal'], parties: ['trust', 'lead'] };
const principal = (roles: Role[], party: string, organisation?: string, programmes: string[] = []) => ({
  actor: { party, kind: 'person' as const, organisation, roles },
  programmes,
});

describe('who may report on an item', () => {
  it.each([
    ['a secretary', principal(['secretary'], 'x'), true],
    ['a contributor that is one of its parties', principal(['contributor'], 'lead'), true],
    ['a contributor of an organisation that is', principal(['contributor'], 'x', 'trust'), true],
    ['a contributor of its programme', principal(['contributor'], 'x', undefined, ['smi']), true],
    ['a contributor of a programme it also appears in', principal(['contributor'], 'x', 'y', ['perinatal']), true],
    ['a contributor of another programme and organisation', principal(['contributor'], 'x', 'y', ['iapt']), false],
    ['a viewer of its organisation', principal(['viewer'], 'x', 'trust', ['smi']), false],
    ['an administrator', principal(['administrator'], 'lead', 'trust'), false],
  ])('%s', (_, who, expected) => {
    expect(mayReportOn(who, scope)).toBe(expected);
  });
});
