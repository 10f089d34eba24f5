import type { Policy } from '#proof/index.js';
import { readPolicyFile } from '#witness/index.js';

/** The witnesses of the server, whose cosignatures count. Errors: a policy that cannot be read. */
export const policyOf = ({ WITNESSES }: NodeJS.ProcessEnv): Policy | undefined =>
  WITNESSES ? readPolicyFile(WITNESSES) : undefined;
