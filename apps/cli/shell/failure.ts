import { HttpProblem, problemOf } from '#application/index.js';
import { isFailure } from '#commands/index.js';
import type { Code } from '#errors/index.js';
import { ReadError } from '#read-store/index.js';
import { inOneLine, visible, visibleJson } from '../text/visible-text.js';
import { UsageError } from './usage.js';

/** Exit codes; 0 means success. */
const FAILED = 1;
const MISUSED = 2;
/** The code of an error that has none of its own. */
const FAILURE: Code = 'failed';

export function endWith(error: Error): void {
  if (error instanceof UsageError) {
    process.exitCode = MISUSED;
    console.error(visible(`error: ${inOneLine(error.message)}`));
    return;
  }
  if (isUsage(error)) {
    // Commander has already printed the error or the help.
    process.exitCode = error.exitCode === 0 ? 0 : MISUSED;
    return;
  }
  process.exitCode = isQuestion(error) && problemOf(error).status === 400 ? MISUSED : FAILED;
  console.error(process.argv.includes('--json') ? visibleJson(asProblem(error)) : visible(asText(error)));
}

function isUsage(error: Error): error is Error & { exitCode: number } {
  return (error as { code?: unknown }).code?.toString().startsWith('commander.') === true;
}

/** These errors have the same code and text over HTTP. */
const isQuestion = (error: Error) => error instanceof HttpProblem || error instanceof ReadError;

function asText(error: Error): string {
  if (!isFailure(error)) return error.message;
  const fields = error.errors.map(({ field, message }) => `\n  ${field}: ${inOneLine(message)}`);
  return `${inOneLine(error.detail)} (${error.code})${fields.join('')}`;
}

function asProblem(error: Error): object {
  if (isQuestion(error)) {
    const { type: _, title: __, status: ___, ...problem } = problemOf(error);
    return problem;
  }
  if (!isFailure(error)) return { code: FAILURE, detail: error.message };
  const { code, detail, fields, errors } = error;
  return { ...fields, code, detail, ...(errors.length > 0 && { errors }) };
}
