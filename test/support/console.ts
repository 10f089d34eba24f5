/** What a program wrote to its outputs, in this process. */
export interface Kept {
  stdout(): string;
  stderr(): string;
  restore(): void;
}

/** Keeps what this process writes to its console, which a process of its own would write to its outputs. */
export function keepConsole(): Kept {
  const { console } = globalThis;
  const { log, error } = console;
  const written = { stdout: '', stderr: '' };
  const keep = (output: keyof typeof written) => (line: unknown) => {
    written[output] += `${String(line)}\n`;
  };
  Object.assign(console, { log: keep('stdout'), error: keep('stderr') });
  return {
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    restore: () => void Object.assign(console, { log, error }),
  };
}
