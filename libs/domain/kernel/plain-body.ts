import {
  getMetadataStorage,
  type ValidationArguments,
  ValidationTypes,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { asLine } from './letters.js';
import { isLineOf } from './validation.js';

type Class<Command> = new () => Command;

interface Rules {
  readonly when: readonly ((object: object, value: unknown) => boolean)[];
  readonly checks: readonly { readonly check: ValidatorConstraintInterface; readonly constraints: unknown[] }[];
  readonly isDeep: boolean;
  readonly isLine: boolean;
}

const rulesOfClass = new Map<Class<object>, ReadonlyMap<string, Rules>>();

/** Fast path for plain values: class-validator gathers a class's rules anew each time, which dominates the cost. */
export function readPlain<Command extends object>(command: Class<Command>, body: object): Command | undefined {
  let rules = rulesOfClass.get(command);
  if (!rules) {
    rules = rulesOf(command);
    rulesOfClass.set(command, rules);
  }
  for (const [name, value] of Object.entries(body))
    if (typeof value === 'object' || rules.get(name)?.isDeep !== false) return undefined;
  const read: Command = Object.assign(new command(), body);
  for (const [name, value] of Object.entries(body))
    if (typeof value === 'string' && rules.get(name)?.isLine) Object.assign(read, { [name]: asLine(value) });
  for (const [name, rule] of rules) if (!keeps(read, name, rule)) return undefined;
  return read;
}

function keeps(object: object, property: string, { when, checks }: Rules): boolean {
  const value = (object as Record<string, unknown>)[property];
  if (!when.every((applies) => applies(object, value))) return true;
  return checks.every(({ check, constraints }) => {
    const asked: ValidationArguments = { targetName: object.constructor.name, property, object, value, constraints };
    return check.validate(value, asked) === true;
  });
}

function rulesOf(command: Class<object>): ReadonlyMap<string, Rules> {
  const storage = getMetadataStorage();
  const all = storage.groupByPropertyName(storage.getTargetValidationMetadatas(command, '', false, false));
  const entries = Object.entries(all).map(([name, given]): [string, Rules] => {
    const of = (type: string) => given.filter((each) => each.type === type);
    const conditions = of(ValidationTypes.CONDITIONAL_VALIDATION);
    const checks = of(ValidationTypes.CUSTOM_VALIDATION);
    const rule: Rules = {
      when: conditions.map(({ constraints }) => constraints[0]),
      checks: checks.flatMap(({ constraintCls, constraints }) =>
        storage.getTargetValidatorConstraints(constraintCls).map(({ instance }) => ({ check: instance, constraints })),
      ),
      isDeep: conditions.length + checks.length < given.length,
      isLine: isLineOf(command, name),
    };
    return [name, rule];
  });
  return new Map(entries);
}
