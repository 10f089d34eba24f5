import type { Access } from '#domain/kernel/access.js';
import type { Kind } from '#domain/kernel/decider.js';
import type { ReferenceNames } from '#read-store/query/references.js';
import { type ActionView, ownerOf } from '../actions/action.view.js';

export type AuditFields = Readonly<Record<string, unknown>>;

const TITLES: Partial<Record<Kind, string>> = {
  programme: 'name',
  group: 'name',
  party: 'name',
  ledger: 'name',
  target: 'measure',
  access: 'label',
  webhook: 'url',
};
const UNSHOWN: ReadonlySet<string> = new Set([
  'started',
  'missed',
  'promisedOn',
  'readAnew',
  'ratedBeforeCompletion',
  'begins',
  'restarts',
  'requeued',
]);

export function fieldsOf(kind: Kind, state: object): AuditFields {
  const { title, access, ...rest } = state as { title?: string; access?: Access } & Record<string, unknown>;
  const fields: Record<string, unknown> = {};
  if (title !== undefined) fields[TITLES[kind] ?? 'title'] = title;
  for (const name in rest) if (!UNSHOWN.has(name)) fields[name] = rest[name];
  if ('original' in rest) fields.agreed = rest.agreed ?? rest.original;
  if (kind === 'action') fields.owner = ownerOf(state as ActionView);
  return access ? { ...fields, access: access.level, restrictedTo: access.group } : fields;
}

/** Values of these fields are item ids, or free text when no item was meant. */
const NAMING: ReadonlySet<string> = new Set([
  ...['programme', 'programmes', 'alsoIn', 'parent', 'successor', 'successors'],
  ...['group', 'groups', 'overseenBy', 'restrictedTo', 'to', 'agreedBy', 'meeting'],
  ...['party', 'owner', 'lead', 'organisation', 'by', 'present', 'apologies'],
  ...['action', 'dependsOn', 'splitInto', 'mergedInto', 'replacedBy', 'id', 'supersedes', 'ratifies', 'supersededBy'],
  ...['token', 'item'],
]);

/** Replaces ids with references at any depth and drops items hidden from the reader. */
export function shownValue(field: string, value: unknown, references: ReferenceNames): unknown {
  if (typeof value === 'string') return NAMING.has(field) ? references.maybe(value) : value;
  if (Array.isArray(value)) {
    const shown = value.filter((each) => references.shows(namedBy(field, each)));
    return shown.map((each) => shownValue(field, each, references));
  }
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shownValue(name, inner, references)]));
}

/** Sort key: the item id of a value, or an empty string without one. */
function namedBy(field: string, value: unknown): string {
  if (typeof value === 'string') return NAMING.has(field) ? value : '';
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : '';
}
