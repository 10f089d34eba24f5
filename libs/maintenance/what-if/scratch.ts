import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Removes the scratch folder also on exit and on a signal, then re-raises the signal. */
export async function inScratchFolder<Result>(name: string, run: (folder: string) => Promise<Result>): Promise<Result> {
  let folder: string | undefined;
  const remove = () => folder && rmSync(folder, { recursive: true, force: true });
  const interrupted = (signal: NodeJS.Signals) => {
    cleanUp();
    process.kill(process.pid, signal);
  };
  function cleanUp(): void {
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
    cleanUp();
  }
}
