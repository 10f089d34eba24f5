import { isLoopback } from './loopback.js';

const LONGEST_LABEL = 60;
const LONGEST = 500;
const ONE_WORD = /^[\x21-\x7e]+$/;
const SCOPES = /^[\x21-\x7e]+( [\x21-\x7e]+)*$/;
const LABEL = /^[^\p{C}\p{Zl}\p{Zp}]+$/u;

/** The organisation's sign-in by OpenID Connect. */
interface SignInSettings {
  readonly HOST: string;
  readonly PUBLIC_URL?: string;
  readonly OIDC_ISSUER?: string;
  readonly OIDC_CLIENT_ID?: string;
  readonly OIDC_CLIENT_SECRET?: string;
  readonly OIDC_LABEL?: string;
  readonly OIDC_SCOPE?: string;
  readonly OIDC_CLAIM?: string;
}

/** Errors: one line that names the setting, without a secret. */
export function requireSignIn(settings: SignInSettings): void {
  const { HOST, PUBLIC_URL, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_LABEL, OIDC_SCOPE, OIDC_CLAIM } =
    settings;
  if (OIDC_ISSUER === undefined) {
    const alone = Object.entries({ OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_LABEL, OIDC_SCOPE, OIDC_CLAIM }).find(
      ([, value]) => value !== undefined,
    );
    if (alone) throw new Error(`${alone[0]} is for OIDC_ISSUER, which is not set; set it too, or neither.`);
    return;
  }
  const wrong = wrongIssuer(OIDC_ISSUER);
  if (wrong) throw new Error(`OIDC_ISSUER ${wrong}.`);
  if (OIDC_CLIENT_ID === undefined)
    throw new Error('OIDC_ISSUER needs OIDC_CLIENT_ID, under which the provider knows this ledger.');
  requireForm('OIDC_CLIENT_ID', OIDC_CLIENT_ID, ONE_WORD, LONGEST);
  if (OIDC_CLIENT_SECRET !== undefined && !(ONE_WORD.test(OIDC_CLIENT_SECRET) && OIDC_CLIENT_SECRET.length <= LONGEST))
    throw new Error(`OIDC_CLIENT_SECRET must have at most ${LONGEST} letters, digits and signs, without blanks.`);
  requireForm('OIDC_LABEL', OIDC_LABEL, LABEL, LONGEST_LABEL);
  requireForm('OIDC_SCOPE', OIDC_SCOPE, SCOPES, LONGEST);
  if (OIDC_SCOPE !== undefined && !OIDC_SCOPE.split(' ').includes('openid'))
    throw new Error('OIDC_SCOPE must hold openid, such as "openid profile email".');
  requireForm('OIDC_CLAIM', OIDC_CLAIM, ONE_WORD, LONGEST);
  if (PUBLIC_URL === undefined && !isLoopback(HOST))
    throw new Error('OIDC_ISSUER needs PUBLIC_URL=https://..., to which the provider sends people back.');
}

function wrongIssuer(text: string): string | undefined {
  const given = `(it is ${JSON.stringify(withoutUser(text))})`;
  if (!URL.canParse(text)) return `must be the address of the provider, such as https://id.example.org ${given}`;
  const { protocol, hostname, username, password, search, hash, pathname } = new URL(text);
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname)))
    return `must begin with https://, or lead to this machine ${given}`;
  if (username || password || search || hash || pathname.includes('/.well-known/'))
    return `must be the issuer alone, without user, query or /.well-known/ ${given}`;
  return undefined;
}

/** Who pastes a password into an address does not want it in a log. */
const withoutUser = (text: string): string => text.replace(/\/\/[^/]*@/, '//').replace(/[?#].*$/, '');

function requireForm(name: string, value: string | undefined, form: RegExp, longest: number): void {
  if (value === undefined || (form.test(value) && value.length <= longest)) return;
  const what = form === ONE_WORD ? 'one word' : 'one line';
  throw new Error(`${name} must be ${what} of at most ${longest} characters (it is ${JSON.stringify(value)}).`);
}
