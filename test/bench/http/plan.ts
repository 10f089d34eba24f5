import { HEADERS, type Shot } from './load.js';

const PROGRAMMES = 20;
/** Enough that the load seldom meets itself at one action. */
const ACTIONS = 500;
const NARRATIVES = [
  'Two of the three posts are filled; the third is advertised again, and the rooms are ready from the first of the month.',
  'The provider has signed the variation. Staff begin their training in June, and the first referrals follow.',
  'The group agreed the model and asked for a note on the funding of its second year before the next meeting.',
];

/** A plan on a server that is there, and what is asked of it. */
export interface Plan {
  /** Reports of progress over many actions. */
  readonly reports: readonly Shot[];
  /** Creations of actions over the programmes. */
  readonly creations: readonly Shot[];
}

/** Puts programmes and actions on an empty ledger. */
export async function makePlan(url: string): Promise<Plan> {
  const programmes = Array.from({ length: PROGRAMMES }, (_, n) => `B${String(n).padStart(2, '0')}`);
  for (const reference of programmes)
    await post(url, { path: '/api/programmes', body: { reference, name: `Programme ${reference}` } });
  const creations = programmes.map((programme) => ({ path: '/api/actions', body: creation(programme) }));
  const ids: string[] = [];
  for (let n = 0; n < ACTIONS; n++) ids.push((await post(url, creations[n % PROGRAMMES] as Shot)).id);
  return { reports: reportsOn(ids), creations };
}

/** Reports on actions that nobody looks for: for the baselines. */
export const reportsOnNothing = () =>
  reportsOn(Array.from({ length: ACTIONS }, (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`));

/** Sends one command; answers with what it was answered. */
export async function post(url: string, { path, body }: Shot): Promise<{ id: string; position: number }> {
  const response = await fetch(`${url}${path}`, { method: 'POST', headers: HEADERS, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as { id: string; position: number };
}

const reportsOn = (ids: readonly string[]): Shot[] =>
  ids.map((id, n) => ({
    path: `/api/actions/${id}/report-progress`,
    body: { narrative: NARRATIVES[n % NARRATIVES.length], percent: n % 101 },
  }));

function creation(programme: string): object {
  return {
    programme,
    title: 'Commission the crisis service that the review asks for',
    description: 'Work with the providers, the people who use the service and the council, and report to the board.',
    timescale: 'By end Q3 2018/19',
  };
}
