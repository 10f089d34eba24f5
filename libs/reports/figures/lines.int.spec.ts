import { expect, test } from '@jest/globals';
import { changeRows, withReadStore } from '#test/support/read-models/engine.js';
import { opened, projected } from '#test/support/read-models/files.js';
import { largeHistory } from '#test/support/read-models/large-history.js';
import { asking } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { governanceReport } from '../governance/governance.js';

const EVENTS = largeHistory({ events: 400, actions: 40, programmes: 4 });
const STOPPED_AT = 200;

describeOnEveryEngine('lines', () => {
  test('a list holds what was counted also where the audit trail has stopped', () =>
    withReadStore(async (store, location) => {
      const name = await projected(store, EVENTS);
      await changeRows(location, name, [
        `DELETE FROM audit WHERE from_position > ${STOPPED_AT}`,
        `UPDATE projections SET state = 'stopped', position = ${STOPPED_AT} WHERE name = 'audit'`,
      ]);
      const models = opened(store, name);
      const { lists, behind } = await asking(models)((view) => governanceReport(view, {}));
      await models.close();
      expect(behind).toEqual([{ projection: 'audit', position: STOPPED_AT }]);
      const lines = lists.flatMap(({ items }) => items);
      for (const { items, total } of lists) expect(items).toHaveLength(Math.min(total, 50));
      expect(lines.some(({ position }) => position > STOPPED_AT)).toBe(true);
      for (const { number, position } of lines) expect(number > 0).toBe(position <= STOPPED_AT);
    }));
});
