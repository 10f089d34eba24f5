import type { Answer } from './declared.js';
import type { ApiServer } from './server.js';

/** Gives a command that must be taken, and answers with what it answered. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads of a body what it expects there.
export async function taken(server: ApiServer, path: string, body: object = {}, token?: string): Promise<any> {
  const answer = await server.post(path, body, token ? bearer(token) : {});
  if (answer.status >= 300) throw new Error(`POST ${path} was refused: ${answer.text}`);
  return answer.body;
}

export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

/** Waits until the read models hold what an answer of a command wrote. */
export async function caughtUp(server: ApiServer, { position }: { position: number }): Promise<Answer> {
  return server.get(`/api/programmes?limit=1&minPosition=${position}`);
}

/** One of each kind: the group BOARD, the programme SMI, and what belongs to them. */
export async function smallPlan(server: ApiServer): Promise<void> {
  await taken(server, '/api/groups', { reference: 'BOARD', name: 'The board' });
  await taken(server, '/api/programmes', { reference: 'SMI', name: 'Severe mental illness', group: 'BOARD' });
  await taken(server, '/api/parties', { kind: 'organisation', name: 'Commissioning group' });
  await taken(server, '/api/meetings', { group: 'BOARD', startsAt: '2018-03-09T10:00:00Z' });
  await taken(server, '/api/actions', {
    programme: 'SMI',
    title: 'Review the health checks',
    owner: 'ORG-01',
    timescale: 'End Q3 2018/19',
  });
  await taken(server, '/api/milestones', { programme: 'SMI', title: 'Review agreed', due: '31 October 2018' });
  await taken(server, '/api/targets', {
    programme: 'SMI',
    measure: 'Health checks',
    unit: '%',
    direction: 'at-least',
    trajectory: [{ period: '2018/19', value: 60 }],
  });
  await taken(server, '/api/decisions', {
    title: 'Do not invest yet',
    disposition: 'defer',
    rationale: 'No agreed model',
    decidedOn: 'not-stated',
    group: 'BOARD',
    affects: ['SMI-A01'],
  });
}

/** Talks with a server: what is asked is answered only once it holds what was said before. */
export function conversation(server: () => ApiServer) {
  let position = 0;
  return {
    /** Where what was said last stands. */
    position: () => position,
    // biome-ignore lint/suspicious/noExplicitAny: a test reads of a body what it expects there.
    async say(path: string, body: object): Promise<any> {
      const made = await taken(server(), path, body);
      position = made.position;
      return made;
    },
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    async ask(path: string): Promise<any> {
      const answer = await server().get(`${path}${path.includes('?') ? '&' : '?'}minPosition=${position}`);
      if (answer.status !== 200) throw new Error(`GET ${path} was refused: ${answer.text}`);
      return answer.body;
    },
  };
}
