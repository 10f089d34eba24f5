import { readFileSync } from 'node:fs';
import { messageOf } from '#errors/index.js';
import { type Policy, readPolicy } from '#proof/index.js';

/** Errors: one line that names the file and what is wrong in it. */
export function readPolicyFile(file: string): Policy {
  try {
    return readPolicy(readFileSync(file, 'latin1'));
  } catch (error) {
    throw new Error(`The policy of witnesses ${file} cannot be read: ${messageOf(error)}`);
  }
}

/** As `readPolicyFile`; each address must be one that can be asked. */
export function readAskedPolicy(file: string): Policy {
  const policy = readPolicyFile(file);
  for (const { name, url } of policy.witnesses)
    if (url !== undefined && !(URL.canParse(url) && /^https?:\/\//.test(url)))
      throw new Error(`The policy of witnesses ${file}: the address of ${name} is no http: or https: address.`);
  return policy;
}
