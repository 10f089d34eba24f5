import { type Access, INTERNAL } from '#domain/index.js';
import type { Keys } from './projection.js';

export function accessColumns(access: Access | undefined, { keyOf }: Keys) {
  const { level, group } = access ?? INTERNAL;
  return { access: level, access_group: keyOf('group', group) };
}
