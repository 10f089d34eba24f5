import type { Config } from '#platform/config.js';

const ERROR = 50;

/**
 * Under LOG_FORMAT=json makes what goes wrong outside of a request a line of JSON, as the log is. What people start the
 * server for, its address and token, stays as it is said.
 */
export function logErrors({ LOG_FORMAT }: Pick<Config, 'LOG_FORMAT'>): void {
  if (LOG_FORMAT !== 'json') return;
  console.error = (msg: unknown) => {
    process.stderr.write(`${JSON.stringify({ level: ERROR, time: Date.now(), msg: String(msg) })}\n`);
  };
}
