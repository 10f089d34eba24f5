import { describe, expect, it } from '@jest/globals';
import { readTimescale } from '#domain/index.js';
import { type DatedItem, entryOf } from './entries.js';

const DOCUMENT_DATE = '2018-04-01';

function told(text: string, of: Partial<DatedItem> = {}, illustrative = false) {
  const timescale = readTimescale(text, { documentDate: DOCUMENT_DATE });
  const item: DatedItem = {
    id: 'a5',
    kind: 'action',
    reference: 'SMI-A05',
    title: 'Agree the model',
    what: 'due',
    on: timescale.latest ?? '9999-12-31',
    startsAt: null,
    state: 'open',
    status: 'planned',
    timescale: timescale as DatedItem['timescale'],
    first: null,
    forecast: null,
    programme: null,
    group: null,
    lead: null,
    revision: 0,
    position: 1,
    recordedAt: '2018-04-01T09:00:00.000Z',
    ...of,
  };
  return entryOf(item, { names: {}, illustrative, urlOf: () => undefined });
}

describe('a vague date in a calendar', () => {
  it.each([
    ['30 September 2018', '2018-09-30', 'SMI-A05 Agree the model'],
    ['Q2 2018/19', '2018-09-30', 'By 30 September 2018: SMI-A05 Agree the model'],
    ['End March 2019', '2019-03-31', 'By 31 March 2019: SMI-A05 Agree the model'],
    ['March 2019', '2019-03-31', 'By 31 March 2019: SMI-A05 Agree the model'],
    ['2018/19', '2019-03-31', 'By 31 March 2019: SMI-A05 Agree the model'],
    ['End March', '2018-03-31', 'By 31 March 2018 (estimate): SMI-A05 Agree the model'],
    ['By summer', '2018-08-31', 'By 31 August 2018 (estimate): SMI-A05 Agree the model'],
    ['Around March 2019', '2019-03-31', 'By 31 March 2019 (estimate): SMI-A05 Agree the model'],
  ])('%s is on %s: %s', (text, on, title) => {
    const entry = told(text);
    expect({ on: entry.on, title: entry.title }).toEqual({ on, title });
    expect(entry.description.split('\n')[0]).toBe(`As written: “${text}”`);
    expect(entry.status).toBe(title.includes('estimate') ? 'TENTATIVE' : 'CONFIRMED');
    if (title.includes('estimate')) expect(entry.description).toMatch(/^(Because|It is an estimate): ./m);
  });

  it('says what became of it', () => {
    expect(told('Q2 2018/19', { state: 'done' }).title).toBe('Done: By 30 September 2018: SMI-A05 Agree the model');
    expect(told('Q2 2018/19', { state: 'missed' }).title).toMatch(/^Missed: By/);
    expect(told('Q2 2018/19', { state: 'cancelled' })).toMatchObject({
      status: 'CANCELLED',
      title: expect.stringMatching(/^Cancelled: By/),
    });
  });

  it('says that the data are invented', () => {
    expect(told('Q2 2018/19', {}, true).description).toContain('Illustrative data');
    expect(told('Q2 2018/19').description).not.toContain('Illustrative');
  });
});
