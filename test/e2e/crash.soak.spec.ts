import { expect, test } from '@jest/globals';
import { crash } from '../support/crash-rounds.js';

test('a server killed 200 times under load loses nothing that it acknowledged', async () => {
  for (const round of await crash(200)) {
    expect(round).toMatchObject({ lostEvents: [], changedAnswers: [], refusedRetries: [] });
  }
}, 7_200_000);
