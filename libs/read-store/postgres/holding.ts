import { sessionLease } from '#postgres/index.js';
import type { Lease } from '../runtime/read-store.js';
import type { DatabaseSchema } from './schemas.js';

/** Undefined while another session has it. */
export const acquireLease = ({ url, schema }: DatabaseSchema, right: string): Promise<Lease | undefined> =>
  sessionLease(url, `${schema} ${right}`);
