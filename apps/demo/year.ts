import { isMap } from 'yaml';
import type { Instant, Role } from '#domain/index.js';
import { type PlannedCommand, parseFile } from '#plan-import/index.js';
import { type DemoSeries, figureSteps } from './figures.js';
import { randomFrom } from './random.js';
import { type DemoStep, readSteps } from './steps.js';

export interface Speaker {
  readonly party: string;
  readonly roles: readonly Role[];
  readonly programmes?: readonly string[];
}

export interface Timed extends PlannedCommand {
  readonly recordedAt: Instant;
  readonly by?: string;
}

export interface Year {
  readonly begins: Instant;
  readonly cast: Readonly<Record<string, Speaker>>;
  readonly commands: readonly Timed[];
}

interface Head {
  readonly seed: number;
  readonly begins: Year['begins'];
  readonly cast: Year['cast'];
  readonly files: readonly string[];
  readonly figures: readonly DemoSeries[];
}

const DAY_BEGINS = 'T08:30';
const LONGEST_PAUSE_MINUTES = 9;

/** Deterministic. Throws one error that names every mistake with file and line. */
export function readYear(folder: string, plan: readonly PlannedCommand[]): Year {
  const mistakes: string[] = [];
  const { root } = parseFile(folder, 'year.yaml', mistakes);
  const { seed, begins, cast, files, figures } = (isMap(root) ? root.toJSON() : { files: [], figures: [] }) as Head;
  const random = randomFrom(seed);
  const written = files.flatMap((file) => {
    const { root, at } = parseFile(folder, file, mistakes);
    const mistake = (node: unknown, message: string) => mistakes.push(`${at(node)}: ${message}`);
    return root ? readSteps(root, { at, mistake }) : [];
  });
  const steps = [...written, ...figures.flatMap((series) => figureSteps(series, random))];
  for (const { by, at } of steps)
    if (by !== undefined && !cast[by]) mistakes.push(`${at}: ${by} is not in the cast; add it there`);
  if (mistakes.length > 0)
    throw new Error(`The steps in ${folder} contain mistakes; correct them:\n${mistakes.join('\n')}`);
  return { begins, cast, commands: [...inSeconds(plan, begins), ...inOrder(steps, random)] };
}

function inSeconds(plan: readonly PlannedCommand[], begins: Instant): Timed[] {
  return plan.map((planned, second) => ({
    ...planned,
    recordedAt: new Date(Date.parse(begins) + second * 1000).toISOString(),
  }));
}

/** Steps of one day are spaced by random minutes. */
function inOrder(steps: readonly DemoStep[], random: () => number): Timed[] {
  const floors = steps.map((step) => ({
    step,
    floor: Date.parse(`${step.notBefore}${step.notBefore.includes('T') ? '' : DAY_BEGINS}:00Z`),
  }));
  let last = 0;
  return floors
    .sort((one, other) => one.floor - other.floor)
    .map(({ step: { notBefore: _, ...planned }, floor }) => {
      last = Math.max(floor, last) + Math.ceil(random() * LONGEST_PAUSE_MINUTES * 60) * 1000;
      return { ...planned, recordedAt: new Date(last).toISOString() };
    });
}
