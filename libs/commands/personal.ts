import type { CommandRule } from '#domain/index.js';
import type { PersonNameStore } from './ports.js';
import type { Request } from './request.js';

/** What a command puts into the erasable directory. */
export interface Personal {
  readonly name: string | undefined;
  readonly address: string | undefined;
}

type Rule = Pick<CommandRule, 'personName' | 'mailAddress'>;

export const personalIn = (rule: Rule, command: Request['command'], state: unknown): Personal => ({
  name: rule.personName?.(command, state),
  address: rule.mailAddress?.(command),
});

export async function keepPersonal(names: PersonNameStore, party: string, { name, address }: Personal): Promise<void> {
  if (name !== undefined) await names.put(party, name);
  if (address !== undefined) await names.putAddress(party, address);
}

type Erasing = Pick<CommandRule, 'mailAddress' | 'erasesPerson' | 'erasesMailAddress'>;

/**
 * Repeats too, for a crash may have come between the event and the directory; `ended` is then the state as it stands,
 * which a later address may have changed.
 */
export async function erasePersonal(
  names: PersonNameStore,
  party: string,
  rules: readonly Erasing[],
  ended?: unknown,
): Promise<void> {
  if (rules.some(({ erasesPerson }) => erasesPerson)) return names.erase(party);
  const last = rules.findLast((rule) => rule.mailAddress ?? rule.erasesMailAddress);
  if (last?.erasesMailAddress && (ended === undefined || last.erasesMailAddress(ended)))
    await names.eraseAddress(party);
}
