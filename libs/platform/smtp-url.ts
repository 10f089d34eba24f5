import { isLoopback } from './loopback.js';

interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise by STARTTLS. */
  readonly secure: boolean;
  readonly requireTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
}

const RULE = 'SMTP_URL must be an address such as smtps://user:password@host or smtp://user:password@host:587';

/** The error never quotes the address, which may hold a password. */
export function readSmtpUrl(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const secure = url?.protocol === 'smtps:';
  if (!url?.hostname || !(secure || url.protocol === 'smtp:')) throw new Error(`${RULE}.`);
  const parameters = [...url.searchParams];
  if (parameters.some(([name, value]) => name !== 'requireTLS' || value !== 'false') || !/^\/?$/.test(url.pathname))
    throw new Error(`${RULE}; after it only ?requireTLS=false, which sends also where the server has no TLS.`);
  const [user, pass] = [decoded(url.username), decoded(url.password)];
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    // What a message says of a plan goes over no network in clear unless somebody says so.
    requireTLS: !secure && parameters.length === 0 && !isLoopback(url.hostname),
    ...(user && { auth: { user, pass } }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error(`${RULE}; write % as %25.`);
  }
}
