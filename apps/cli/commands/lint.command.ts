import { londonDate } from '#domain/index.js';
import { lintInWorker } from '#imports/index.js';
import { type DocumentOptions, readDocumentFile } from '../import/document-file.js';
import { findingLines } from '../import/import-lines.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { ledgerCommand } from './ledger-command.js';

export const lintPlan = ledgerCommand('lint')
  .option('--map <file>', 'what the columns mean: lines of a heading and its role')
  .option('--date <day>', 'the day of the document, such as 2018-03-09')
  .action(run);

async function run(file: string, options: DocumentOptions & JsonOption): Promise<void> {
  const { bytes, name, date, map } = readDocumentFile(file, options);
  const today = londonDate(new Date().toISOString());
  const findings = await lintInWorker(bytes, name, {
    today,
    ...(date && { documentDate: date }),
    ...(map && { map }),
  });
  const lines = findings.flatMap(findingLines);
  answer(options, { file, findings }, findings.length === 0 ? `${file}: nothing is found` : lines.join('\n'));
  if (findings.length > 0) process.exitCode = 1;
}
