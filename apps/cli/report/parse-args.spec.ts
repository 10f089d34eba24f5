import { expect, test } from '@jest/globals';
import { called } from './parse-args.js';

test('a report is called by its name, its item and its parameters', async () => {
  const { route, path, query } = await called([
    'dossier',
    'SMI-D01',
    '--knownAt',
    '2018-03-09',
    '--kind=a',
    '--kind',
    'b',
  ]);
  expect({ report: route.report, path, query }).toEqual({
    report: 'dossier',
    path: { ref: 'SMI-D01' },
    query: { knownAt: '2018-03-09', kind: ['a', 'b'] },
  });
});

test.each([
  [['nonsense'], 'unknown-report', /There is no report nonsense; there are .*governance/],
  [['dossier'], 'item-needed', /report dossier <item>/],
  [['dossier', '--knownAt', '2018-03-09'], 'item-needed', /report dossier <item>/],
  [['governance', '--group'], 'bad-parameter', /group has no value/],
  [['governance', 'SMI'], 'bad-parameter', /takes --<parameter> <value>, and not SMI/],
])('%j is %s', async (words, code, message) => {
  await expect(called(words)).rejects.toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(message) }),
  );
});
