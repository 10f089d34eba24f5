import type { Parameters, ValuesOf } from '#read-store/index.js';
import { type HttpProblem, wrongField } from '../problems/problem.js';

export function readParameters<P extends Parameters>(parameters: P, query: unknown): ValuesOf<P> {
  const values: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(query as Record<string, string | string[]>)) {
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (!parameter) throw unknownParameter(name, Object.keys(parameters));
    const value = typeof given === 'string' ? parameter.read(given) : undefined;
    if (value === undefined) {
      const message = `${name} must be ${parameter.expected}${typeof given === 'string' ? '' : ', given once'}`;
      throw wrongField('bad-parameter', name, message);
    }
    values[name] = value;
  }
  return values as ValuesOf<P>;
}

export function describeParameters(parameters: Parameters): object[] {
  return Object.entries(parameters).map(([name, { description, schema }]) => ({
    name,
    in: 'query',
    description,
    schema,
  }));
}

function unknownParameter(name: string, known: readonly string[]): HttpProblem {
  const field = name.slice(0, 100);
  return wrongField(
    'unknown-parameter',
    field,
    `${field} is not a parameter here; there are ${known.join(', ') || 'none'}`,
  );
}
