/** What a program wrote to its outputs, in this process. */
export interface Kept {
  stdout(): string;
  stderr(): string;
  /** Resolves once it has written a text to its standard output. */
  says(text: string): Promise<void>;
  restore(): void;
}

type Output = 'stdout' | 'stderr';
type Method = 'log' | 'error';

/** Who keeps what is written: all that run at the same time, as they share one console. */
const keepers = new Set<(output: Output, text: string) => void>();
/** What they replaced; Jest gives each spec file a console of its own. */
let own: Pick<Console, Method> = console;

/** Keeps what this process writes to its console, which a process of its own would write to its outputs. */
export function keepConsole(): Kept {
  const written = { stdout: '', stderr: '' };
  const looks = new Set<() => void>();
  const keep = (output: Output, text: string) => {
    written[output] += text;
    for (const look of looks) look();
  };
  if (keepers.size === 0) own = { log: console.log, error: console.error };
  keepers.add(keep);
  Object.assign(console, { log: toKeepers('stdout'), error: toKeepers('stderr') });
  return {
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    says: (text) =>
      new Promise((resolve) => {
        const look = () => written.stdout.includes(text) && resolve();
        looks.add(look);
        look();
      }),
    restore() {
      keepers.delete(keep);
      if (keepers.size === 0) Object.assign(console, own);
    },
  };
}

const toKeepers = (output: Output) => (line: unknown) => {
  for (const keep of keepers) keep(output, `${String(line)}\n`);
};
