import { describeParameters } from '#application/index.js';
import { READS } from '#domain/index.js';
import { CONTENT_TYPES, EXPORTS, formatsOf, parametersOf } from '#exports/index.js';
import { TEXT } from '#read-store/index.js';
import { type Operation, READING } from '../http/operation.js';

const kinds = Object.entries(EXPORTS);
const [csv, ...others] = [...new Set(Object.values(CONTENT_TYPES))].map((type) => type.split(';')[0] ?? type);

const FILE = {
  name: 'file',
  in: 'path',
  required: true,
  description: 'What is exported, and as what.',
  schema: {
    type: 'string',
    enum: kinds.flatMap(([name, kind]) => formatsOf(kind).map((format) => `${name}.${format}`)),
  },
};

interface Described {
  readonly name: string;
  readonly description: string;
  readonly schema: object;
}

/** Each parameter once: which exports take it, and what each of them allows. */
function parameters(): object[] {
  const found = new Map<string, { readonly of: string[]; readonly schemas: Set<string>; readonly first: Described }>();
  for (const [kind, definition] of kinds) {
    for (const each of describeParameters(parametersOf(definition)) as Described[]) {
      const { of, schemas } = found.get(each.name) ?? { of: [], schemas: new Set<string>() };
      schemas.add(JSON.stringify(each.schema));
      found.set(each.name, { of: [...of, kind], schemas, first: found.get(each.name)?.first ?? each });
    }
  }
  return [...found.values()].map(({ of, schemas, first }) => {
    const all = [...schemas].map((schema) => JSON.parse(schema) as object);
    const says = of.length === kinds.length ? '' : `Of ${of.join(', ')}. `;
    return { ...first, description: `${says}${first.description}`, schema: all.length > 1 ? { anyOf: all } : all[0] };
  });
}

export const exportOperations: readonly Operation[] = [
  {
    ...READING,
    path: '/api/exports/{file}',
    tag: 'exports',
    summary: 'A list or report as a file, such as actions.csv, with all its rows, of one moment.',
    description: `Needs the role ${READS.join(' or ')}. The headers As-Of-Event, As-Of-Position and As-Of say what it
      stands on, and so do its name and its last columns. An answer that breaks off is not the whole:
      it ends without the last chunk. ${kinds.map(([name, { summary }]) => `${name}: ${summary}`).join(' ')}`,
    parameters: [FILE, ...parameters()],
    ...(csv && { contentType: csv }),
    otherTypes: others,
    answers: TEXT,
  },
];
