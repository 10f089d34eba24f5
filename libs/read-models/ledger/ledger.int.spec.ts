import { expect, test } from '@jest/globals';
import { FIRST_SCHEME } from '#domain/ledger/scheme.js';
import { governanceReport } from '#reports/governance/governance.js';
import { breaks } from '#test/support/read-models/conforms.js';
import { withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import * as plan from '#test/support/read-models/plan.js';
import { findLedger } from './ledger.queries.js';
import { LEDGER } from './ledger.schema.js';

const { derived: _, ...WITHOUT_DERIVED } = FIRST_SCHEME;
const SECOND = { ...WITHOUT_DERIVED, version: 2, name: 'Our own' };
const HISTORY = [
  plan.fact('ledger', 'LedgerOpened', { ledger: 'l1', name: 'Plan', illustrative: true }),
  plan.fact('ledger', 'RatingSchemeAdopted', WITHOUT_DERIVED),
  plan.fact('ledger', 'RatingSchemeAdopted', SECOND, { recordedAt: '2018-09-01T09:00:00.000Z', occurredAt: '2018-06' }),
];

describeOnEveryEngine('ledger', () => {
  test('the ledger tells the scheme in force at the time asked about, and the others known', () =>
    withHistory(HISTORY, async (ask) => {
      const versions = async (asked: object) => {
        const shown = await ask(findLedger, asked);
        return [shown?.scheme.version, shown?.otherSchemes.map(({ version }) => version)];
      };
      const now = await ask(findLedger);
      expect(breaks(LEDGER, now)).toEqual([]);
      expect(now).toMatchObject({ id: 'ledger', ledger: 'l1', name: 'Plan', illustrative: true });
      expect(now?.scheme).toEqual({ ...SECOND, derived: FIRST_SCHEME.derived });
      expect(await versions({})).toEqual([2, [1]]);
      expect(await versions({ effectiveAt: '2018-05-01T12:00:00Z' })).toEqual([1, [2]]);
      expect(await versions({ effectiveAt: '2018-06-01T12:00:00Z' })).toEqual([2, [1]]);
      expect(await versions({ effectiveAt: '2017-01-01T12:00:00Z' })).toEqual([1, [2]]);
      expect(await versions({ asOfPosition: 2 })).toEqual([1, []]);
      expect(await ask(findLedger, { asOfPosition: 0 })).toBeUndefined();
    }));

  const LATER = { recordedAt: '2018-09-01T10:00:00.000Z', occurredAt: '2018-08' };

  test('the ledger tells when the financial year begins, as of any time', () =>
    withHistory(
      [...HISTORY, plan.fact('ledger', 'FinancialYearAdopted', { startsOn: '10-01' }, LATER)],
      async (ask) => {
        const begins = async (asked: object) => (await ask(findLedger, asked))?.financialYearStartsOn;
        expect(breaks(LEDGER, await ask(findLedger))).toEqual([]);
        expect(await begins({})).toBe('10-01');
        expect(await begins({ asOfPosition: 3 })).toBe('04-01');
        expect(await begins({ effectiveAt: '2018-07-01T12:00:00Z' })).toBe('04-01');
        expect(await begins({ effectiveAt: '2017-01-01T12:00:00Z' })).toBe('04-01');
      },
    ));

  test('a report of a time before the ledger says that its data are invented too', () =>
    withHistory(HISTORY, async (ask) => {
      const report = await ask((view) => governanceReport(view, {}), { effectiveAt: '2017-01-01T12:00:00Z' });
      expect(report.illustrative).toBe(true);
    }));
});
