import type { Fact } from '../kernel/decider.js';

export type ProgrammeFact =
  | Fact<
      'ProgrammeRegistered',
      { reference: string; name: string; description?: string; lead?: string; parent?: string; group?: string }
    >
  | Fact<'ProgrammeDescribed', { name?: string; description?: string; lead?: string; parent?: string }>
  | Fact<'ProgrammeGroupAssigned', { group: string }>
  | Fact<'ProgrammeClosed', { reason: string; successors: string[] }>;
