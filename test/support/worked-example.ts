import type { Answer } from './declared.js';
import { startInProcess } from './in-process.js';
import type { ApiServer } from './server.js';

type Headers = Readonly<Record<string, string>>;
export type Given = Answer['body'];

/** The worked example as it was given to a server: what each command was answered with, and the moments between. */
export interface WorkedExample {
  readonly server: ApiServer;
  /** The board's secretary, of the commissioners, who verifies; and the review's lead, who does the work. */
  readonly secretary: Caller;
  readonly lead: Caller;
  readonly answers: Readonly<Record<string, Given>>;
  /** When the condition was still open, and when all was done. */
  readonly before: Moment;
  readonly after: Moment;
}
export interface Moment {
  readonly position: number;
  readonly instant: string;
}
export interface Caller {
  readonly party: string;
  get(path: string): Promise<Answer>;
  post(path: string, body: object, headers?: Headers): Promise<Answer>;
}

export const CONDITION_MET = {
  evidence: 'The partnership agreed the integrated model, paper 7.',
  meeting: 'MHB-MTG01',
  minuteRef: 'Minute 4.2',
  onBehalfOf: { party: 'CCG', source: 'Minute 4.2 of the board' },
};
export const COMPLETION_KEY = 'smi-a02-complete';
export const COMPLETION = { narrative: 'The model is written and agreed.' };

/** docs/architecture.md, section 1: the deferral of SMI health checks, on the seed plan, from its meeting to its review. */
export async function tellWorkedExample(
  start: () => Promise<ApiServer> = () => startInProcess({ SEED: 'seeds/dorset-mental-health-2018' }),
): Promise<WorkedExample> {
  const server = await start();
  const answers: Record<string, Given> = {};

  async function give(name: string, caller: Pick<Caller, 'post'>, path: string, body: object, headers?: Headers) {
    const answer = await caller.post(path, body, headers);
    if (answer.status >= 300) throw new Error(`${name}: ${JSON.stringify(answer.body)}`);
    answers[name] = answer.body;
    return answer.body;
  }
  async function callerOf(party: string, roles: readonly string[]): Promise<Caller> {
    const { token } = await give(`token of ${party}`, server, '/api/tokens', { party, roles });
    const authorization = `Bearer ${token}`;
    return {
      party,
      get: (path) => server.get(path, { authorization }),
      post: (path, body, headers = {}) => server.post(path, body, { authorization, ...headers }),
    };
  }
  async function reached(position: number): Promise<Moment> {
    const { asOf } = (await secretary.get(`/api/programmes/SMI?minPosition=${position}`)).body;
    return { position: asOf.position, instant: asOf.recordedAt };
  }

  const secretary = await callerOf('CCG', ['secretary']);
  const lead = await callerOf('PHD', ['contributor']);
  const group = { reference: 'MHB', name: 'Mental Health Delivery Board' };
  const held = { present: ['CCG', 'PHD'], apologies: ['DHC'], quorate: true };
  const startsAt = new Date(Date.now() - 3_600_000).toISOString();
  await give('group', secretary, '/api/groups', group);
  await give('oversight', secretary, '/api/programmes/SMI/assign-group', { group: 'MHB' });
  await give('meeting', secretary, '/api/meetings', { group: 'MHB', startsAt, reference: 'MHB-MTG01' });
  await give('pack', secretary, '/api/meetings/MHB-MTG01/issue-pack', {});
  const { position } = await give('held', secretary, '/api/meetings/MHB-MTG01/hold', held);
  const before = await reached(position);

  const progress = { narrative: 'Options are drawn up.', percent: 60 };
  const looked = { evidence: 'Paper 7', meeting: 'MHB-MTG01', minuteRef: 'Minute 4.1' };
  await give('progress', lead, '/api/actions/SMI-A02/report-progress', progress);
  await give('complete', lead, '/api/actions/SMI-A02/complete', COMPLETION, { 'idempotency-key': COMPLETION_KEY });
  await give('verify', secretary, '/api/actions/SMI-A02/verify', looked);
  await give('condition', secretary, '/api/decisions/SMI-D01/meet-condition', CONDITION_MET);
  const ready = await secretary.get(`/api/decisions/SMI-D01?minPosition=${answers.condition.position}`);
  answers.ready = ready.body;
  await give('release', secretary, '/api/decisions/SMI-D01/release', { narrative: 'The case may go forward.' });
  await give('review', secretary, '/api/decisions/SMI-D01/review', {
    outcome: 'upheld',
    narrative: 'Waiting avoided two sets of checks.',
    nextReviewBy: '2030-03-31',
  });
  const revised = await give('revision', secretary, '/api/actions/SMI-A04/revise-timescale', {
    timescale: 'End Q1 2019/20',
    reason: 'The model was agreed late.',
    authority: 'group',
    meeting: 'MHB-MTG01',
    minuteRef: 'Minute 4.3',
  });
  return { server, secretary, lead, answers, before, after: await reached(revised.position) };
}
