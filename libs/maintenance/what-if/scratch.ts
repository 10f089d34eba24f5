import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs with a new folder under `TMPDIR` that is gone afterwards, also where the process is interrupted or ends meanwhile;
 * an interrupt then ends the process as it would have.
 */
export async function inScratchFolder<Result>(name: string, run: (folder: string) => Promise<Result>): Promise<Result> {
  let folder: string | undefined;
  const remove = () => folder && rmSync(folder, { recursive: true, force: true });
  const interrupted = (signal: NodeJS.Signals) => {
    leave();
    process.kill(process.pid, signal);
  };
  function leave(): void {
    remove();
    process.off('exit', remove);
    for (const signal of INTERRUPTS) process.off(signal, interrupted);
  }
  process.on('exit', remove);
  for (const signal of INTERRUPTS) process.on(signal, interrupted);
  try {
    folder = mkdtempSync(join(tmpdir(), `${name}-`));
    return await run(folder);
  } finally {
    leave();
  }
}
