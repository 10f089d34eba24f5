import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { isLosslessNumber, parse } from 'lossless-json';
import { HttpProblem, wrongField } from '#application/index.js';

export const BODY_LIMIT = 1_048_576;
const DEPTH = 20;
/** Decimal fields: a number that a binary float cannot keep is read as text, as written. */
const FIGURES = new Set(['value', 'numerator', 'denominator', 'low', 'high']);

export function takeOnlyJson(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
    (request, body, done) => {
      try {
        requireJson(request.headers['content-type'] ?? '');
        done(null, body.length === 0 ? undefined : parseBody(textOf(body as Buffer)));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  fastify.addContentTypeParser('*', (request, _payload, done) => {
    done(unsupported(request.headers['content-type'] ?? 'none'));
  });
}

/** Errors: HttpProblem for invalid, too deep or imprecise JSON. */
function parseBody(text: string): unknown {
  if (depthOf(text) > DEPTH) throw new HttpProblem('too-deep', `The body is nested more than ${DEPTH} levels deep.`);
  try {
    return mayBeRounded(text) ? parse(text, keepFigures) : JSON.parse(text);
  } catch (error) {
    if (error instanceof HttpProblem) throw error;
    throw new HttpProblem('malformed-json', `The body is not JSON: ${(error as Error).message}.`);
  }
}

/** Refuses invalid UTF-8: replacement characters would alter what people wrote. */
function textOf(body: Buffer): string {
  if (isUtf8(body)) return body.toString();
  throw new HttpProblem('malformed-json', 'The body is not UTF-8.');
}

function requireJson(contentType: string): void {
  if (contentType === 'application/json') return;
  const [type, ...parameters] = contentType.split(';');
  const charset = parameters
    .map((parameter) => parameter.trim().toLowerCase())
    .find((each) => each.startsWith('charset='));
  if (type?.toLowerCase().replace(/^ +| +$/g, '') !== 'application/json') throw unsupported(contentType);
  if (charset && charset.replace(/["']/g, '') !== 'charset=utf-8') throw unsupported(contentType);
}

export function unsupported(contentType: string): HttpProblem {
  return new HttpProblem('unsupported-content-type', `The body must be application/json in UTF-8, not ${contentType}.`);
}

/** Cheap pre-check: only fractions, exponents and very long numbers lose precision. */
function mayBeRounded(text: string): boolean {
  return /\d[.eE]|\d{16}/.test(text);
}

function keepFigures(key: string, value: unknown): unknown {
  if (!isLosslessNumber(value)) return value;
  const written = value.toString();
  const number = Number(written);
  if (String(number) === written) return number;
  if (FIGURES.has(key)) return written;
  if (!Number.isFinite(number) || (Number.isInteger(number) && !Number.isSafeInteger(number))) {
    const most = `a number between -${Number.MAX_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER}`;
    throw wrongField(
      'unsafe-number',
      key,
      `${key} is ${written.slice(0, 50)}, which a JSON number cannot hold exactly; give ${most}`,
    );
  }
  return number;
}

/** Measured before JSON.parse, which is recursive (stack overflow). */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 92) index++;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 123 || code === 91) deepest = Math.max(deepest, ++depth);
    else if (code === 125 || code === 93) depth--;
  }
  return deepest;
}
