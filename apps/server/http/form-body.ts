import type { FastifyInstance } from 'fastify';
import { HttpProblem } from '#application/index.js';
import { isPage } from './is-page.js';
import { BODY_LIMIT, unsupported } from './json-body.js';

const FORM = 'application/x-www-form-urlencoded';
const MOST_FIELDS = 1_000;
const UTF8 = /^application\/x-www-form-urlencoded(?:\s*;\s*charset\s*=\s*"?utf-8"?)?\s*$/i;
/** Names that reach an object's prototype where somebody assigns them. */
const POLLUTING: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** The fields of a form by name, as typed; an array where a name comes more than once. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>;

/** Only pages take forms: the API answers them with 415, as a form needs no script to be sent from another site. */
export function takeForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(FORM, { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (request, body, done) => {
    const contentType = request.headers['content-type'] ?? '';
    try {
      if (!isPage(request)) throw unsupported(contentType);
      if (!UTF8.test(contentType)) throw malformed('it is not in UTF-8');
      done(null, readForm(body.toString('latin1')));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Errors: `malformed-form`. */
export function readForm(text: string): FormFields {
  const pairs = text.split('&').filter((pair) => pair !== '');
  if (pairs.length > MOST_FIELDS) throw malformed(`it has more than ${MOST_FIELDS} fields`);
  const fields = new Map<string, string | readonly string[]>();
  for (const pair of pairs) {
    const [name = '', ...value] = pair.split('=').map(decoded);
    if (POLLUTING.has(name)) throw malformed(`it has a field ${name}`);
    const typed = value.join('=');
    const before = fields.get(name);
    fields.set(name, before === undefined ? typed : [before, typed].flat());
  }
  return Object.fromEntries(fields);
}

/** The one value of a field, or an empty text. */
export function typedIn(form: unknown, name: string): string {
  const value = typeof form === 'object' && form !== null ? Object.getOwnPropertyDescriptor(form, name)?.value : '';
  return typeof value === 'string' ? value : '';
}

/** Browsers end a line of a text area by CRLF; what is recorded has LF, as through the API. */
function decoded(part: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: only ASCII may stand in an encoded form.
  if (!/^[\x00-\x7f]*$/.test(part)) throw malformed('it has characters that are not encoded');
  try {
    return decodeURIComponent(part.replaceAll('+', ' ')).replaceAll('\r\n', '\n');
  } catch {
    throw malformed('it is not in UTF-8');
  }
}

function malformed(what: string): HttpProblem {
  return new HttpProblem('malformed-form', `The form cannot be read: ${what}.`);
}
