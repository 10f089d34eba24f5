import { describe, expect, it } from '@jest/globals';
import { routes } from '#application/routes/routes.js';
import { withPages } from '#test/support/pages.js';
import { action, fact, OPENING } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';

const HISTORY = [
  ...OPENING,
  action('a1', { title: 'Write the case', timescale: by('2018-06-30', 'End June 2018') }),
  fact(
    'action-a1',
    'ActionTimescaleRevised',
    { timescale: by('2018-07-31', 'End July 2018'), authority: 'chairs-action', reason: 'Staff <u>left</u>' },
    { recordedAt: '2018-06-01T09:00:00.000Z', reason: 'Staff <u>left</u>' },
  ),
  fact('action-a1', 'ActionStarted', {}, { recordedAt: '2018-06-02T09:00:00.000Z' }),
];
const MOVED = HISTORY.length - 1;
const NOW = `/events/${MOVED}`;

describe('the page of one event', () => {
  it('says what it changed, on whose authority, and what proves it', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text, links, questions, html } = await open(NOW);
      const { event, previous, next } = await api(routes.event, NOW, {}, { number: String(MOVED) });
      expect(questions).toBeLessThanOrEqual(4);
      expect(text).toContain('Agreed date moved: SMI-A1');
      expect(text).toContain('On whose authority Chair’s action');
      expect(text).toContain('How far 31 days later');
      expect(text).toContain('Proof Not available here: another server signs');
      for (const proof of [event.eventId, event.commandId, event.stream]) expect(text).toContain(proof);
      expect(text).toContain(`Fields that it changed (${event.changes.length})`);
      expect([previous, next]).toEqual([MOVED - 1, MOVED + 1]);
      expect(links).toEqual(
        expect.arrayContaining([
          `/events/${previous}`,
          `/events/${next}`,
          `/actions/SMI-A1?event=${MOVED - 1}`,
          `/actions/SMI-A1?event=${MOVED}`,
        ]),
      );
      expect(html).not.toContain('<u>left');
    }));

  it('leads to no event that the moment does not hold', () =>
    withPages(HISTORY, async ({ open }) => {
      const { links } = await open(`${NOW}?event=${MOVED}`);
      expect(links.some((link) => link.startsWith(`/events/${MOVED + 1}`))).toBe(false);
      await expect(open(`/events/${MOVED + 1}?event=${MOVED}`)).rejects.toMatchObject({ code: 'item-not-found' });
    }));
});
