import { join } from 'node:path';
import { ROOT, type Running, start } from '../support/processes.js';
import { remoteControl } from './control.js';
import type { StandIn } from './stand-in.js';

export interface StandInProcess extends StandIn {
  readonly running: Running;
  /** The certificate that it serves TLS with, in PEM. */
  readonly certificate: string | undefined;
}

/** Starts the stand-in as a process of its own, to be killed; `args` are those of main.ts. */
export async function startStandInProcess(args: readonly string[] = []): Promise<StandInProcess> {
  const running = start(process.execPath, [join(ROOT, 'dist/test/eventstoredb-stand-in/main.js'), ...args]);
  const [line] = await running.says(/^\{.*\}$/m);
  const { url, control, addresses, certificate } = JSON.parse(line);
  return {
    url,
    addresses,
    certificate,
    running,
    ...remoteControl(control),
    async stop() {
      running.signal('SIGTERM');
      await running.ended;
    },
  };
}
