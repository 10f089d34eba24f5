import { type AnswerSchema, DAY, object, oneOf, orNull, REFERENCE, schemaOf, TEXT } from '#read-store/index.js';

/** Answers name these by reference alone, without a title. */
export const NAMED_KINDS = ['party', 'programme', 'group', 'meeting'] as const;
export const NAMED_IN_HISTORIES = [...NAMED_KINDS, 'action', 'milestone', 'target', 'decision'] as const;

const NAME = object(
  {
    kind: oneOf(NAMED_IN_HISTORIES),
    name: { ...orNull(TEXT), description: 'Its name, title or measure then; null for a meeting without one.' },
    erased: { ...schemaOf<true>({ const: true }), description: 'Of a person whose name was erased: name is null.' },
    organisation: { ...REFERENCE, description: 'To which a party belonged.' },
    group: { ...REFERENCE, description: 'Which a meeting was of.' },
    day: { ...DAY, description: 'On which a meeting was to begin, in London.' },
  },
  ['erased', 'organisation', 'group', 'day'],
);

type Names = Readonly<Record<string, NameOf<typeof NAME>>>;
type NameOf<S> = S extends AnswerSchema<infer Name> ? Name : never;

export const NAMES = schemaOf<Names>({
  type: 'object',
  description:
    'By its reference each party, programme, group and meeting that the answer mentions, as it was then; in the audit trail, histories and where an item is told of by its reference alone, actions, milestones, targets and decisions too.',
  additionalProperties: NAME,
});
