import { expect, test } from '@jest/globals';
import { rendered } from './render.js';

test('an answer is lines: fields by their words, few on one line, plain lists as tables, the rest as blocks', () => {
  const answer = {
    dueUntil: '2018-04-01',
    illustrative: false,
    group: null,
    roles: ['viewer', 'auditor'],
    actions: { all: 2, inProgress: 1 },
    asOf: { ledger: 'l1', position: 9, recordedAt: null },
    long: { title: 'b'.repeat(130) },
    lines: [
      { reference: 'SMI-A01', owner: null, due: '2018-06-30' },
      { reference: 'A', owner: null, due: null },
    ],
    changes: [{ field: 'status', lines: [{ before: 'planned\u001b[31m', after: 'done\nnow' }] }],
    nothing: [],
  };
  expect(rendered(answer).split('\n')).toEqual([
    'due until: 2018-04-01',
    'illustrative: no',
    'group: -',
    'roles: viewer, auditor',
    'actions: all 2, in progress 1',
    'as of: ledger l1, position 9',
    'long:',
    `  title: ${'b'.repeat(130)}`,
    'lines (2):',
    '  reference  due',
    '  SMI-A01    2018-06-30',
    '  A          -',
    'changes (1):',
    '  - field: status',
    '    lines (1):',
    '      before               after',
    '      planned<U+001B>[31m  done now',
    'nothing: -',
  ]);
});

test('a table cuts what is long, and holds no column of nothing', () => {
  const [head, row] = rendered({ rows: [{ text: 'a'.repeat(80), none: '' }] })
    .split('\n')
    .slice(1);
  expect(head).toBe('  text');
  expect(row).toBe(`  ${'a'.repeat(59)}…`);
});
