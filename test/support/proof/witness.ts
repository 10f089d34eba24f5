import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readVerifierKey, type Verifier, verifierKey } from '#proof/index.js';
import { openWitness } from '#witness/serving/witness-key.js';
import { ADD_CHECKPOINT, witnessServer } from '#witness/serving/witness-server.js';
import { type Evidence, type SeenLog } from '#witness/serving/witness-state.js';

export interface RunningWitness {
  readonly url: string;
  readonly key: string;
  readonly said: string[];
  post(
    body: string | Buffer,
  ): Promise<{ readonly status: number; readonly text: string; readonly type: string | null }>;
  follow(key: string): void;
  evidence(): readonly Evidence[];
  logs(): readonly SeenLog[];
  stop(): Promise<void>;
}

/** A witness on a free port, its key and state in the folder. */
export async function startWitness(
  folder: string,
  logs: readonly string[],
  { name = 'witness.example/w1', now = () => new Date(), port = 0 } = {},
): Promise<RunningWitness> {
  const followed: Verifier[] = logs.map(readVerifierKey);
  const { signer, state } = openWitness(join(folder), name, now);
  const said: string[] = [];
  const server = witnessServer({ signer, state, logs: followed, now, tell: (each) => said.push(each) });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    key: verifierKey(signer),
    said,
    async post(body) {
      const answer = await fetch(`${url}${ADD_CHECKPOINT}`, { method: 'POST', body });
      return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') };
    },
    follow: (key) => void followed.push(readVerifierKey(key)),
    evidence: () => state.evidence(),
    logs: () => state.logs(),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      state.close();
    },
  };
}
