import { expect, it } from '@jest/globals';
import { withPages } from '#test/support/pages.js';
import { action, milestone, OPENING } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';

const HISTORY = [
  ...OPENING,
  action('a1', { title: 'Review' }),
  milestone('m1', { title: 'Model agreed', due: by('2018-05-31') }),
];

it('a reference alone leads to the page of what has it, at the same moment', () =>
  withPages(HISTORY, async ({ redirected, open }) => {
    expect(await redirected('/SMI-A1')).toBe('/actions/SMI-A1');
    expect(await redirected('/smi-m1?event=10')).toBe('/milestones/SMI-M1?event=10');
    expect(await redirected('/SMI')).toBe('/programmes/SMI');
    expect(await redirected('/BOARD')).toBe('/groups/BOARD');
    expect(await redirected('/LEAD')).toBe('/parties/LEAD');
    await expect(redirected('/SMI-A99')).rejects.toMatchObject({ code: 'item-not-found' });
    await expect(redirected('/SMI-M1?event=9')).rejects.toMatchObject({ code: 'item-not-found' });
    expect((await open('/words')).text).toContain('What our words mean');
  }));
