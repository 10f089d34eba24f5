import { readTimescale } from '../../timescale/reader.js';
import type { Timescale } from '../../timescale/reading.js';

export const IDS = {
  ledger: '0a1f8c52-1d0e-4c55-9a55-5b1f6a0f3c01',
  programme: '1b2c9d63-2e1f-4d66-8b66-6c207b104d02',
  otherProgramme: '1b2c9d63-2e1f-4d66-8b66-6c207b104d03',
  board: '2c3dae74-3f20-4e77-9c77-7d318c215e04',
  finance: '2c3dae74-3f20-4e77-9c77-7d318c215e05',
  trust: '3d4ebf85-4031-4f88-8d88-8e429d326f06',
  lead: '3d4ebf85-4031-4f88-8d88-8e429d326f07',
  meeting: '4e5fc096-5142-4099-9e99-9f53ae437008',
  review: '5f60d1a7-6253-41aa-8faa-a064bf548109',
  businessCase: '5f60d1a7-6253-41aa-8faa-a064bf54810a',
  commissioning: '5f60d1a7-6253-41aa-8faa-a064bf54810b',
  target: '7182f3c9-8475-43cc-91cc-c286d176a30c',
  decision: '829304da-9586-44dd-82dd-d397e287b40d',
  laterDecision: '829304da-9586-44dd-82dd-d397e287b40e',
  token: '93a415eb-a697-45ee-93ee-e4a8f398c50f',
} as const;

export function asRead(text: string): Timescale {
  return readTimescale(text, { documentDate: '2018-03-01' });
}
