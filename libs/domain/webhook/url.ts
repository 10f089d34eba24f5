import { type Refusal, refuse } from '../kernel/decider.js';
import { isPublic, literalAddress } from './address.js';

export const TO_PRIVATE_ADDRESSES = 'WEBHOOKS_TO_PRIVATE_ADDRESSES';

/**
 * Errors: `url-unreadable`, `url-with-user`, `url-not-https`, `private-address`. Host names are resolved and checked at
 * each delivery (SSRF).
 */
export function urlRefusal(text: string, toPrivateAddresses: boolean): Refusal | undefined {
  const field = { field: 'url' };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return refuse('url-unreadable', 'url is no address of the web, such as https://example.org/hook.', field);
  if (url.username !== '' || url.password !== '')
    return refuse('url-with-user', 'url holds a user or a password, which would stand in the ledger for ever.', field);
  if (toPrivateAddresses) return undefined;
  if (url.protocol !== 'https:')
    return refuse('url-not-https', `url must begin with https://, unless ${TO_PRIVATE_ADDRESSES}=1 is set.`, {
      ...field,
      setting: TO_PRIVATE_ADDRESSES,
    });
  const address = literalAddress(url);
  if (address === undefined || isPublic(address)) return undefined;
  return refuse(
    'private-address',
    `${address} is not an address of the public Internet; ${TO_PRIVATE_ADDRESSES}=1 would allow it.`,
    { ...field, address, setting: TO_PRIVATE_ADDRESSES },
  );
}
