import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import { type Aggregate, aggregates, type CommandBody, type OpenKind, readBody } from '#domain/index.js';
import { KINDS, nodeAt, type PlannedCommand } from '#plan-import/index.js';

/** Date or time in UTC before which the step must not run. */
export interface DemoStep extends PlannedCommand {
  readonly notBefore: string;
  /** A member of the cast; the system itself if absent. */
  readonly by?: string;
}

export interface StepContext {
  readonly at: (node: unknown) => string;
  readonly mistake: (node: unknown, message: string) => void;
}

const WHEN = /^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/;
const CREATES = 'new';

export function readSteps(root: unknown, reading: StepContext): DemoStep[] {
  if (isSeq(root)) return root.items.flatMap((item) => readStep(item, reading));
  reading.mistake(root, 'must be a list of steps');
  return [];
}

function readStep(item: unknown, reading: StepContext): DemoStep[] {
  const kind = isMap(item) ? KINDS.find((each) => item.has(each)) : undefined;
  const notBefore = isMap(item) ? String(item.get('at')) : '';
  if (!isMap(item) || !kind || !WHEN.test(notBefore)) {
    reading.mistake(item, `needs a time in the field at, and one of ${KINDS.join(', ')}`);
    return [];
  }
  const reference = String(item.get(kind));
  const by = item.has('by') ? String(item.get('by')) : undefined;
  return verbsOf(item, kind).flatMap(({ name, body }) => {
    const verb = name === CREATES ? undefined : name;
    const command = readCommand({ kind, reference, verb }, body, reading);
    return command ? [{ kind, reference, verb, command, at: reading.at(item), notBefore, by }] : [];
  });
}

function verbsOf(item: YAMLMap, kind: string) {
  return item.items
    .map(({ key, value }) => ({ name: String(key), body: value }))
    .filter(({ name }) => ![kind, 'at', 'by'].includes(name));
}

function readCommand(
  { kind, reference, verb }: Pick<DemoStep, 'kind' | 'reference' | 'verb'>,
  written: unknown,
  { mistake }: StepContext,
): CommandBody | undefined {
  const aggregate: Aggregate = aggregates[kind as OpenKind];
  const rule = verb === undefined ? aggregate.creation : aggregate.verbs[verb];
  if (!rule) {
    mistake(written, `unknown verb ${verb} for ${aggregate.plural}`);
    return undefined;
  }
  const fields = isMap(written) ? (written.toJSON() as object) : {};
  if (!isMap(written) && !(isScalar(written) && written.value === null)) mistake(written, 'must be a map of fields');
  const read = readBody<CommandBody>(rule.body, verb === undefined ? { ...fields, reference } : fields);
  if ('command' in read) return read.command;
  for (const { field, message } of read.errors) {
    mistake(nodeAt(written, field) ?? written, `${reference} ${verb ?? CREATES} ${field}: ${message}`);
  }
  return undefined;
}
