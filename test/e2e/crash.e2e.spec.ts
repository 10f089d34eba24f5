import { expect, test } from '@jest/globals';
import { crash } from '../support/crash-rounds.js';

test('a server killed 3 times under load loses nothing that it acknowledged', async () => {
  const rounds = await crash(3);
  expect(rounds.map(({ acknowledged }) => acknowledged >= 15)).toEqual(Array(3).fill(true));
  for (const round of rounds) {
    expect(round).toMatchObject({ lostEvents: [], changedAnswers: [], refusedRetries: [] });
  }
});
