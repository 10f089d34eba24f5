import type { Config } from '#platform/config.js';

const INFO = 30;
const ERROR = 50;

/** Under LOG_FORMAT=json makes what is said on the console what the log is: a line of JSON an entry. */
export function sayAsLogged({ LOG_FORMAT }: Pick<Config, 'LOG_FORMAT'>): void {
  if (LOG_FORMAT !== 'json') return;
  const lines = (level: number, stream: NodeJS.WriteStream) => (msg: unknown) => {
    stream.write(`${JSON.stringify({ level, time: Date.now(), msg: String(msg) })}\n`);
  };
  console.log = lines(INFO, process.stdout);
  console.error = lines(ERROR, process.stderr);
}
