import { SIGN_IN_PATH } from '#application/index.js';
import type { SignInState } from '#pages/index.js';
import type { Config } from '#platform/index.js';

export const ORGANISATION_PATH = `${SIGN_IN_PATH}/organisation`;
const LABEL = 'Sign in with your organisation';

/** The button of the sign-in page, where a provider is set. */
export function organisationButton({ OIDC_ISSUER, OIDC_LABEL }: Config, to: string): SignInState['organisation'] {
  if (OIDC_ISSUER === undefined) return undefined;
  const query = to === '/' ? '' : `?to=${encodeURIComponent(to)}`;
  return { label: OIDC_LABEL ?? LABEL, href: ORGANISATION_PATH + query };
}
