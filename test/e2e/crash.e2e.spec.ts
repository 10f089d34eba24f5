import { expect, test } from '@jest/globals';
import { crash } from '../support/crash-rounds.js';

test('a server killed 5 times under load loses nothing that it acknowledged', async () => {
  const rounds = await crash(5);
  expect(rounds.map(({ acknowledged }) => acknowledged >= 15)).toEqual(Array(5).fill(true));
  for (const round of rounds) {
    expect(round).toMatchObject({ lostEvents: [], changedAnswers: [], refusedRetries: [] });
  }
});
