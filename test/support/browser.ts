import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** The shell draws the same pages without a browser's own windows, for three quarters of the cost. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/** The browser that CHROMIUM names, or the first on the PATH; undefined where there is none. */
export function browserProgram(): string | undefined {
  const { CHROMIUM, PATH = '' } = process.env;
  if (CHROMIUM) return CHROMIUM;
  const places = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return places.find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Says loudly that pages were not looked at: a skipped test must not pass for one that was run. */
export function warnWithoutBrowser(): void {
  process.stderr.write(
    '\nSKIPPED: no Chromium was found, so the tests of the pages in a browser did not run.\n' +
      'Install one (on Debian: apt-get install chromium), or set CHROMIUM to its program.\n\n',
  );
}

export const launch = (executablePath: string): Promise<Browser> =>
  // Containers run tests as root, where Chromium has no sandbox; it opens pages of this test alone.
  chromium.launch({ executablePath, args: ['--no-sandbox'] });
