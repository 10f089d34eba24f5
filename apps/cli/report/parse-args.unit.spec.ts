import { expect, test } from '@jest/globals';
import { parseReportArgs } from './parse-args.js';

test('a report is called by its name, its item and its parameters', async () => {
  const { route, path, query } = await parseReportArgs([
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
  [['nonsense'], 'unknown-report', /Unknown report nonsense; known reports are .*governance/],
  [['dossier'], 'item-needed', /report dossier <item>/],
  [['dossier', '--knownAt', '2018-03-09'], 'item-needed', /report dossier <item>/],
  [['governance', '--group'], 'bad-parameter', /group has no value/],
  [['governance', 'SMI'], 'bad-parameter', /takes options of the form --<parameter> <value>; remove SMI/],
])('%j is %s', async (words, code, message) => {
  await expect(parseReportArgs(words)).rejects.toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(message) }),
  );
});
