/** The one Chromium of the stand-in, in a fresh profile that is deleted at the end. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/lib/chromium.mjs';
import { headless } from './mode.ts';

interface OpenBrowser {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly profile: string;
}

let opening: Promise<OpenBrowser> | null = null;
let opened: OpenBrowser | null = null;

/** The page of the app's window; undefined before it opened and after it closed. */
export const currentPage = (): Page | undefined =>
  opened !== null && !opened.page.isClosed() ? opened.page : undefined;

const quietArguments = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-features=Translate,MediaRouter,OptimizationHints',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
  '--password-store=basic',
  // Hides the bar that warns of unusual flags.
  '--test-type',
];

const isRoot = process.getuid?.() === 0;

export interface BrowserSettings {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark' | null;
}

/** Opens Chromium with one blank window. Throws where none is installed. */
export function openBrowser(settings: BrowserSettings): Promise<OpenBrowser> {
  opening ??= launch(settings);
  return opening;
}

async function launch(settings: BrowserSettings): Promise<OpenBrowser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('There is no Chromium, Chrome or Edge on this computer.');
  const profile = mkdtempSync(join(tmpdir(), 'audience-push-browser-'));
  const size = { width: settings.width, height: settings.height };
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      ...quietArguments,
      ...(isRoot ? ['--no-sandbox'] : []),
      `--window-size=${size.width},${size.height}`,
      // Tests join through this port, on loopback and chosen by the system.
      '--remote-debugging-port=0',
      // A window of its own, without tabs and address bar.
      ...(headless ? [] : ['--app=data:text/html,<title>Audience Push</title>']),
    ],
    colorScheme: settings.colorScheme,
    reducedMotion: null,
    forcedColors: null,
    contrast: null,
    viewport: headless ? size : null,
    acceptDownloads: false,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  opened = { context, page, profile };
  return opened;
}

/** Where a test can join the browser (Chrome DevTools Protocol, loopback), and the profile that a crash would leave. */
export async function whereToJoin(): Promise<{ debuggingAddress: string; profile: string }> {
  const { profile } = await (opening ?? Promise.reject(new Error('no window was opened')));
  const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  return { debuggingAddress: `http://127.0.0.1:${port}`, profile };
}

/** Closes Chromium, if it was opened, and deletes its profile. */
export async function closeBrowser(): Promise<void> {
  const browser = await opening?.catch(() => null);
  if (!browser) return;
  await browser.context.close().catch(() => {});
  rmSync(browser.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
