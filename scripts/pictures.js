// Takes the pictures of the README anew, from the pages on the demonstration; needs Chromium and a build.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { browserProgram, launch } from '../dist/test/support/browser.js';
import { startDemonstration } from '../dist/test/support/demonstration.js';
import { signInAt } from '../dist/test/support/signed-in-browser.js';

const FOLDER = 'docs/pictures';
const WIDTH = 1280;
const HEIGHT = 960;
/** All of the past, so that a picture taken again is the same; `from` leaves out what stands above it. */
const PAGES = [
  { name: 'plan', address: '/?known=2019-03-26', from: '.al-moment' },
  { name: 'report', address: '/groups/MHB/report?meeting=MHB-MTG10', from: 'body' },
  { name: 'action', address: '/actions/SMI-A02?known=2019-03-26', from: '.al-moment' },
  { name: 'target', address: '/targets/EIP-T01?known=2019-03-26', from: '.al-moment' },
];

const program = browserProgram();
if (!program) {
  console.error('No Chromium was found. Install one (on Debian: apt-get install chromium), or set CHROMIUM to it.');
  process.exit(1);
}
const demonstration = await startDemonstration();
const browser = await launch(program);
try {
  await takeAll();
} finally {
  await browser.close();
  await demonstration.stop();
}

async function takeAll() {
  const { page } = await signInAt(browser, demonstration.url, WIDTH);
  mkdirSync(FOLDER, { recursive: true });
  for (const { name, address, from } of PAGES) {
    const response = await page.goto(demonstration.url + address);
    if (!response?.ok()) throw new Error(`${address} answered ${response?.status()}, so there is no picture of it.`);
    const { y } = await page.locator(from).first().boundingBox();
    const path = join(FOLDER, `${name}.jpg`);
    // A PNG of the same weighs a third more, in a repository that keeps every one.
    await page.screenshot({
      path,
      type: 'jpeg',
      quality: 70,
      scale: 'css',
      fullPage: true,
      clip: { x: 0, y, width: WIDTH, height: HEIGHT },
    });
    console.log(`Wrote ${path}`);
  }
}
