import { eventually } from '../support/eventually.js';
import type { ApiServer } from '../support/server.js';
import { taken } from '../support/small-plan.js';

const WAITS = [
  'Ref,Action,Owner,By when,Status',
  '1,Agree the model,Jane Hill,30 June 2018,Completed end 2030',
  '2,Train staff,NHS Dorset CCG,Dec 2018 / Mar 2019,',
  ...Array.from({ length: 40 }, (_, index) => `${index + 3},Write paper ${index},Jane Hill,Q3,`),
].join('\n');
const RECORDED = 'Action,Owner,By when\nOpen the ward,Jane Hill,30 June 2018\n';

/** Gives a document to the API. Answers with its reference. */
export async function give(server: ApiServer, name: string, text: string): Promise<string> {
  const { status, body } = await server.ask(`/api/imports?name=${encodeURIComponent(name)}&date=2018-05-01`, {
    method: 'POST',
    body: text,
    headers: { 'content-type': 'application/octet-stream' },
  });
  if (status !== 201) throw new Error(`The document ${name} was refused: ${JSON.stringify(body)}`);
  return body.reference;
}

/** IMP-01 waits for answers, IMP-02 is recorded. */
export async function bringIn(server: ApiServer): Promise<void> {
  await give(server, 'waits.csv', WAITS);
  const recorded = await give(server, 'recorded.csv', RECORDED);
  await taken(server, `/api/imports/${recorded}/confirm`, {});
  await eventually(async () => (await server.get(`/api/imports/${recorded}`)).body.status === 'finished');
}
