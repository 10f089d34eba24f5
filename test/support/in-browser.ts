import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { browserProgram, launch, warnWithoutBrowser } from './browser.js';
import { startDemonstration } from './demonstration.js';
import type { TestServer } from './server.js';

const program = browserProgram();
if (!program) warnWithoutBrowser();

/** Skips, and says so, where the machine has no Chromium. */
export const inBrowser = program ? describe : describe.skip;

interface Opened {
  readonly server: TestServer;
  readonly browser: Browser;
}

/** One server, the demonstration unless stated, and one browser for all tests of a file. */
export function serverInBrowser(start: () => Promise<TestServer> = startDemonstration): () => Opened {
  let opened: Opened | undefined;
  beforeAll(async () => {
    if (!program) return;
    const [server, browser] = await Promise.all([start(), launch(program)]);
    opened = { server, browser };
  });
  afterAll(async () => {
    await opened?.browser.close();
    await opened?.server.stop();
  });
  return () => {
    if (!opened) throw new Error('The server and the browser are there once the tests of the file begin.');
    return opened;
  };
}
