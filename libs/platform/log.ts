import { type Logger, pino } from 'pino';

/** Each entry has an `event` of LOG_EVENTS, the data of it, and a sentence. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error'>;

const WARNING = 40;

/**
 * The log of everything but requests: lines of JSON, or their sentences alone. Information goes to standard output,
 * warnings and errors to standard error; LOG_LEVEL, which is for requests, hides none of it.
 */
export function openLog(format: 'pretty' | 'json'): Log {
  const write = (line: string) => {
    const { level, msg } = JSON.parse(line) as { level: number; msg: string };
    const say = level >= WARNING ? console.error : console.log;
    say(format === 'json' ? line.trimEnd() : msg);
  };
  return pino({ level: 'info' }, { write });
}
