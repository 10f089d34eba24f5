import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapping } from 'node:module';
import { fileURLToPath } from 'node:url';

const PLACE = /(file:\/\/[^\s()]+\.js):(\d+):(\d+)/;
const maps = new Map<string, SourceMap | undefined>();

/** Maps stack traces to the sources, lazily: --enable-source-maps reads the map of every bundle at each start. */
export function mapStackTraces(): void {
  Error.prepareStackTrace = (error, sites) =>
    [Error.prototype.toString.call(error), ...sites.map((site) => `    at ${mapped(String(site))}`)].join('\n');
}

function mapped(site: string): string {
  const [place = '', file = '', line, column] = PLACE.exec(site) ?? [];
  const origin = file === '' ? undefined : mapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1);
  if (!origin || Object.keys(origin).length === 0) return site;
  const { originalSource, originalLine, originalColumn } = origin as SourceMapping;
  return site.replace(place, `${new URL(originalSource, file).href}:${originalLine + 1}:${originalColumn + 1}`);
}

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) maps.set(file, readMap(file));
  return maps.get(file);
}

/** A file without a readable map keeps its own lines. */
function readMap(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(fileURLToPath(`${file}.map`), 'utf8')));
  } catch {
    return undefined;
  }
}
