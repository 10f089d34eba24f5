import { call } from '#apps/cli/call.js';
import { endWith } from '#apps/cli/shell/failure.js';
import { keepConsole } from './console.js';
import type { Ended } from './processes.js';

/**
 * Runs a command that only asks in this process, as the main program does; Jest cannot load those that run in Nest, as
 * nest-commander requires it as CommonJS. Each command is also run as a process somewhere. A server runs or ran in this
 * process, or has loaded what commands share: Jest fails where several import() at once load the same module.
 */
export async function cliInProcess(
  args: readonly string[],
  settings: Readonly<Record<string, string | undefined>>,
): Promise<Ended> {
  const { argv, env, exitCode } = process;
  const kept = keepConsole();
  process.argv = [...argv.slice(0, 1), 'action-ledger', ...args];
  process.env = { PATH: env.PATH, HOME: env.HOME, ...settings };
  process.exitCode = undefined;
  try {
    await call(args).catch(endWith);
    return { code: Number(process.exitCode ?? 0), stdout: kept.stdout(), stderr: kept.stderr() };
  } finally {
    Object.assign(process, { argv, env, exitCode });
    kept.restore();
  }
}
