import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { ADMIN_TOKEN } from './server.js';

export interface SignedInBrowser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of the console and requests that left the machine, so far. */
  readonly wrong: readonly string[];
}

/** Opens a browser of its own and signs in by pasting a token, as a person does. */
export async function signInAt(
  browser: Browser,
  url: string,
  width: number,
  { token = ADMIN_TOKEN, ...options }: BrowserContextOptions & { readonly token?: string } = {},
): Promise<SignedInBrowser> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...options });
  const page = await context.newPage();
  const wrong = watch(page, url);
  await page.goto(`${url}/sign-in`);
  await signIn(page, token);
  await page.waitForURL((to) => to.pathname === '/');
  return { context, page, wrong };
}

export async function signIn(page: Page, token: string): Promise<void> {
  await page.locator('main input[name=token]').fill(token);
  await page.locator('main form button[type=submit]').click();
}

function watch(page: Page, url: string): string[] {
  const wrong: string[] = [];
  page.on('pageerror', ({ message }) => wrong.push(`${page.url()}: ${message}`));
  page.on('console', (said) => {
    // An error page's own status is told there too.
    const isStatus = said.text().includes('the server responded with a status of');
    if (said.type() === 'error' && !isStatus) wrong.push(`${page.url()}: ${said.text()}`);
  });
  page.on('request', (request) => {
    const asked = request.url();
    if (!asked.startsWith(url) && !asked.startsWith('data:')) wrong.push(`asked ${asked}`);
  });
  return wrong;
}
