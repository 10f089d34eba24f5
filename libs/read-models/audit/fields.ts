import { type Access, agreedOf, type Kind } from '#domain/index.js';
import type { ReferenceNames } from '#read-store/index.js';
import { type ActionView, ownerOf } from '../actions/action.view.js';

export type AuditFields = Readonly<Record<string, unknown>>;

const TITLE_FIELDS: Partial<Record<Kind, string>> = {
  programme: 'name',
  group: 'name',
  party: 'name',
  ledger: 'name',
  target: 'measure',
  token: 'label',
  webhook: 'url',
  import: 'document',
};
const INTERNAL_FIELDS: ReadonlySet<string> = new Set([
  'revised',
  'started',
  'missed',
  'promisedOn',
  'readAnew',
  'ratedBeforeCompletion',
  'begins',
  'restarts',
  'requeued',
  'quorumRules',
]);

export function fieldsOf(kind: Kind, state: object): AuditFields {
  const { title, access, ...rest } = state as { title?: string; access?: Access } & Record<string, unknown>;
  const fields: Record<string, unknown> = {};
  if (title !== undefined) fields[TITLE_FIELDS[kind] ?? 'title'] = title;
  for (const name in rest) if (!INTERNAL_FIELDS.has(name)) fields[name] = rest[name];
  if ('original' in rest) fields.agreed = agreedOf(rest);
  if (kind === 'action') fields.owner = ownerOf(state as ActionView);
  return access ? { ...fields, access: access.level, restrictedTo: access.group } : fields;
}

/** Values of these fields are item ids, or free text when no item was meant. */
const REFERENCE_FIELDS: ReadonlySet<string> = new Set([
  ...['programme', 'programmes', 'alsoIn', 'parent', 'successor', 'successors'],
  ...['group', 'groups', 'overseenBy', 'restrictedTo', 'to', 'agreedBy', 'meeting'],
  ...['party', 'owner', 'lead', 'organisation', 'by', 'present', 'apologies', 'posts'],
  ...['action', 'dependsOn', 'splitInto', 'mergedInto', 'replacedBy', 'id', 'supersedes', 'ratifies', 'supersededBy'],
  ...['token', 'item'],
]);

/** Replaces ids with references at any depth and drops items hidden from the reader. */
export function presentValue(field: string, value: unknown, references: ReferenceNames): unknown {
  if (typeof value === 'string') return REFERENCE_FIELDS.has(field) ? references.maybe(value) : value;
  if (Array.isArray(value)) {
    const visible = value.filter((each) => references.shows(itemIdOf(field, each)));
    return visible.map((each) => presentValue(field, each, references));
  }
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, presentValue(name, inner, references)]),
  );
}

/** Sort key: the item id of a value, or an empty string without one. */
function itemIdOf(field: string, value: unknown): string {
  if (typeof value === 'string') return REFERENCE_FIELDS.has(field) ? value : '';
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : '';
}
