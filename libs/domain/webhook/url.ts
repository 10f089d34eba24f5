import { type Refusal, refuse } from '../kernel/decider.js';
import { isPublic, literalAddress } from './address.js';

/** The setting that lets webhooks go to private addresses, and over http. */
export const TO_PRIVATE_ADDRESSES = 'WEBHOOKS_TO_PRIVATE_ADDRESSES';

/**
 * Why nothing may be sent to a URL, as far as the URL itself says: `url-unreadable`, `url-with-user`, `url-not-https`,
 * `private-address`. What a name stands for is looked at each time that something is sent.
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
