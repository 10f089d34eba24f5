import { executeQuery, REPORTS, type ReportName } from '#application/index.js';
import { readStoreSettings } from '#platform/index.js';
import { apiAddress, EVERYTHING, withAddresses } from '#read-store/index.js';
import { asksForHelp, type ParsedArgs, parseReportArgs, usageOf } from '../report/parse-args.js';
import { answer } from '../shell/answer.js';
import { JSON_FLAG } from '../shell/flags.js';
import { commandHelp } from '../shell/help.js';
import { columns, wrapped } from '../text/layout.js';

export async function report(words: readonly string[]): Promise<void> {
  if (asksForHelp(words)) return console.log(await help());
  if (words.every((word) => word === '--json')) return list(words.length > 0);
  const parsed = await parseReportArgs(words);
  await runReport(parsed);
}

async function runReport<Name extends ReportName>(parsed: ParsedArgs<Name>): Promise<void> {
  const { report, route, query, path, json } = parsed;
  const { openFolder } = await import('../report/folder.js');
  const folder = await openFolder(readStoreSettings(process.env));
  try {
    const result = await executeQuery(folder, route, query, path, EVERYTHING);
    if (folder.lag) console.error(folder.lag);
    // With --json the output is exactly the API's answer; its `asOf` has the label.
    if (json) return answer({ json }, withAddresses(result, apiAddress), '');
    const { renderReport } = await import('../report/renderers.js');
    answer({}, result, await renderReport(report, result), folder.illustrative);
  } finally {
    await folder.close();
  }
}

async function help(): Promise<string> {
  return commandHelp('report', JSON_FLAG, ['', 'Reports:', ...reportLines(await everyReport())]);
}

async function list(json: boolean): Promise<void> {
  const reports = await everyReport();
  answer(json ? { json } : {}, { reports }, reportLines(reports).join('\n'));
}

const everyReport = () =>
  Promise.all(
    Object.entries(REPORTS).map(async ([name, load]) => {
      const { route } = await load();
      const parameters = Object.entries(route.parameters).map(([parameter, { description }]) => ({
        name: parameter,
        description,
      }));
      return { name, usage: usageOf(name, route), summary: route.summary, path: `/api/${route.path}`, parameters };
    }),
  );

const reportLines = (reports: Awaited<ReturnType<typeof everyReport>>): string[] =>
  reports.flatMap(({ usage, summary, parameters }) => [
    ...wrapped(`${usage}: ${summary}`, columns(), { first: '    ', rest: '      ' }),
    ...wrapped(parameters.map(({ name }) => `--${name}`).join(' '), columns(), { first: '      ' }),
  ]);
