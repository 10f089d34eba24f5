import type { Fact } from '../kernel/decider.js';

export type GroupFact =
  | Fact<'GroupRegistered', { reference: string; name: string; description?: string; lead?: string; parent?: string }>
  | Fact<'GroupDescribed', { name?: string; description?: string; lead?: string; parent?: string }>
  | Fact<'GroupClosed', { reason: string; successor?: string }>;
