import { describe, expect, it } from '@jest/globals';
import { routes } from '#application/routes/routes.js';
import { withPages } from '#test/support/pages.js';
import { action, fact, OPENING } from '#test/support/read-models/plan.js';

const NOTES = Array.from({ length: 40 }, (_, index) => fact('action-a1', 'ActionNoteAdded', { text: `Note ${index}` }));
const HISTORY = [...OPENING, action('a1', { title: 'Write the case' }), ...NOTES, fact('action-a1', 'ActionStarted')];

describe('the audit trail', () => {
  it('shows the newest events, each with its own page, and goes on to the older ones', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text, links, questions } = await open('/audit');
      const newest = await api(routes.audit, '/audit', { order: 'newest', limit: '35' });
      expect(questions).toBeLessThanOrEqual(4);
      expect(text).toContain(`${newest.items.length} events on this page, newest first.`);
      expect(links).toEqual(expect.arrayContaining(newest.items.map(({ number }) => `/events/${number}`)));
      const older = links.find((link) => link.includes('cursor=')) ?? '';
      expect((await open(older)).links).toContain('/events/1');
    }));

  it('narrows to what is asked for, and keeps the moment', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const at = `event=${HISTORY.length - 1}`;
      const asked = `/audit?reference=SMI-A1&type=ActionStarted`;
      expect((await open(`${asked}&${at}`)).text).toContain('No event fits these filters at this moment.');
      const { text } = await open(asked);
      const found = await api(routes.audit, asked, { reference: 'SMI-A1', type: 'ActionStarted' });
      expect(found.items).toHaveLength(1);
      expect(text).toContain('1 event, newest first.');
      expect(text).toContain('Write the case SMI-A1 Work began');
    }));

  it('says at its field what cannot be read or found', () =>
    withPages(HISTORY, async ({ open }) => {
      const unread = await open('/audit?from=some+day');
      expect(unread.text).toContain('Enter a day, such as 8 January 2019');
      expect(unread.html).toContain('<title>Error: ');
      expect((await open('/audit?reference=SMI-A99')).text).toContain('There is no SMI-A99 on this ledger');
      expect((await open('/audit')).html).not.toContain('Error: ');
    }));
});
