import { PLURALS } from '#domain/index.js';
import type { ApiServer } from '../support/server.js';
import { caughtUp, taken } from '../support/small-plan.js';
import type { Step, WholeYear } from './the-year.js';

export interface ByApi {
  give(step: Step): Promise<void>;
  batch(meeting: string, steps: readonly Step[]): Promise<void>;
}

/** Does the year by the API. */
export function byApi(server: ApiServer, cast: WholeYear['cast']): ByApi {
  const tokens = new Map<string, string>();

  async function tokenOf(by: string | undefined): Promise<string | undefined> {
    if (by === undefined || tokens.has(by)) return tokens.get(by ?? '');
    const made = await taken(server, '/api/tokens', cast[by] as object);
    tokens.set(by, made.token);
    await caughtUp(server, made);
    return made.token;
  }

  return {
    async give({ by, kind, reference, verb, body }) {
      const path = `/api/${PLURALS[kind]}${verb === undefined ? '' : `/${reference}/${verb}`}`;
      await caughtUp(server, await taken(server, path, body, await tokenOf(by)));
    },
    async batch(meeting, steps) {
      const commands = steps.map(({ kind, reference, verb, body }) => ({ kind, ref: reference, verb, body }));
      const answer = await taken(server, '/api/batches', { meeting, commands }, await tokenOf('SECRETARY'));
      if (answer.failed > 0) throw new Error(`The batch was refused in part: ${JSON.stringify(answer.results)}`);
      await caughtUp(server, answer);
    },
  };
}
