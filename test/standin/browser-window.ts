import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page, Request, Route } from 'playwright-core';
import { toBrowser, toElectron } from './addresses.ts';
import { app, type ClosableWindow, StoppableEvent } from './app.ts';
import { openBrowser } from './browser.ts';
import { windowIsOpen } from './control.ts';
import { receive, record } from './ipc.ts';
import { menuKeys } from './menu.ts';
import { forTests } from './mode.ts';
import { deliveryKey, type PageMessage, type PageSideConfig, pageSide } from './page-side.ts';
import { nativeTheme, sessionRules } from './platform.ts';
import { answerFromHandler, isHandled } from './protocol.ts';

type WindowOpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

const bindingName = 'audiencePushStandin';

/** Permissions of the web platform that Chromium can be told about, with Electron's names for them. */
const permissions = {
  'clipboard-sanitized-write': 'clipboard-write',
  'clipboard-read': 'clipboard-read',
  geolocation: 'geolocation',
  notifications: 'notifications',
} as const;

class WebContents
  extends EventEmitter
  implements Pick<Electron.WebContents, 'isDestroyed' | 'reload' | 'send' | 'setWindowOpenHandler'>
{
  page: Page | null = null;
  windowOpenHandler: WindowOpenHandler | null = null;

  isDestroyed(): boolean {
    return this.page?.isClosed() ?? false;
  }

  reload(): void {
    void this.page?.reload().catch(() => {});
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpenHandler = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    const data: unknown = structuredClone(args);
    record({ direction: 'to-window', channel, data });
    this.page
      ?.evaluate(
        ([key, name, payload]) => {
          const scope = window as unknown as Record<
            symbol,
            ((name: string, args: unknown) => void) | undefined
          >;
          scope[Symbol.for(key)]?.(name, payload);
        },
        [deliveryKey, channel, data] as const,
      )
      // A page that is closing or reloading misses it, as in Electron.
      .catch(() => {});
  }
}

/** A window is the one page of the stand-in's Chromium. */
export class BrowserWindow
  extends EventEmitter
  implements
    ClosableWindow,
    Pick<
      Electron.BrowserWindow,
      | 'focus'
      | 'getNormalBounds'
      | 'isDestroyed'
      | 'isMaximized'
      | 'isMinimized'
      | 'loadURL'
      | 'maximize'
      | 'restore'
      | 'show'
    >
{
  readonly webContents = new WebContents();
  readonly #options: Electron.BrowserWindowConstructorOptions;
  readonly #size: { readonly width: number; readonly height: number };
  #maximized = false;
  #letOneOpen = false;
  #closed = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    this.#options = options;
    this.#size = { width: options.width ?? 1280, height: options.height ?? 860 };
    app.windows.add(this);
    app.emit('web-contents-created', new StoppableEvent(), this.webContents);
  }

  async loadURL(address: string): Promise<void> {
    const { context, page } = await openBrowser({ ...this.#size, colorScheme: nativeTheme.colorScheme });
    this.webContents.page = page;
    await this.#prepare(context, page);
    await page.goto(toBrowser(address));
    this.emit('ready-to-show');
    await windowIsOpen();
  }

  async #prepare(context: BrowserContext, page: Page): Promise<void> {
    const sender = this.webContents as unknown as Electron.WebContents;
    await context.exposeBinding(bindingName, (source, message: PageMessage) =>
      message.kind === 'open'
        ? this.#openWindow(message.address).then(() => ({ ok: true, value: null }))
        : receive(source.frame, sender, message),
    );
    await context.addInitScript({ content: this.#initScript() });
    await context.route('**/*', (route, request) => this.#answer(route, request));
    const check = sessionRules.permissionCheck;
    const granted = Object.entries(permissions).filter(([name]) =>
      check?.(
        sender,
        name as Parameters<typeof check>[1],
        toElectron(toBrowser('app://audience-push/')),
        {} as Parameters<typeof check>[3],
      ),
    );
    await context.grantPermissions(granted.map(([, browsersName]) => browsersName));
    context.on('page', (popup) => this.#popupOpened(popup));
    page.on('crash', () => {
      this.webContents.emit('render-process-gone', new StoppableEvent(), { reason: 'crashed', exitCode: 1 });
    });
    page.on('close', () => this.#pageIsGone());
  }

  #initScript(): string {
    const config: PageSideConfig = {
      binding: bindingName,
      exposeToChildFrames: forTests,
      menuKeys: menuKeys(),
    };
    const path = this.#options.webPreferences?.preload;
    const preload = path === undefined ? '' : readFileSync(path, 'utf8');
    // The preload goes in as source: the page's policy forbids to evaluate text.
    return `(${pageSide.toString()})(${JSON.stringify(config)}, ${JSON.stringify(deliveryKey)}, (require, module, exports) => {
${preload}
});`;
  }

  /** The app's own addresses come from its handler; all else asks the main process's guards, as in Electron. */
  async #answer(route: Route, request: Request): Promise<void> {
    const address = toElectron(request.url());
    const ofThisWindow = this.#isOurs(request);
    if (request.isNavigationRequest() && !ofThisWindow) {
      await route.abort();
      return;
    }
    if (isHandled(address)) {
      await answerFromHandler(route, request);
      return;
    }
    if (!request.isNavigationRequest()) {
      await route.abort('blockedbyclient');
      return;
    }
    const event = Object.assign(new StoppableEvent(), { url: address });
    const isMainFrame = request.frame().parentFrame() === null;
    if (isMainFrame) this.webContents.emit('will-navigate', event);
    this.webContents.emit('will-frame-navigate', event);
    if (event.defaultPrevented) await route.abort('aborted');
    else await route.continue();
  }

  /** The page asks for a window. As in Electron, it gets one unless the main process's handler denies it. */
  async #openWindow(address: string): Promise<void> {
    const details = { url: toElectron(address) } as Parameters<WindowOpenHandler>[0];
    if (this.webContents.windowOpenHandler?.(details).action === 'deny') return;
    this.#letOneOpen = true;
    await this.webContents.page?.context().newPage();
  }

  /** Windows that come about otherwise (a middle click, a form with a target) are closed unseen. */
  #popupOpened(popup: Page): void {
    if (!this.#letOneOpen) void popup.close().catch(() => {});
    this.#letOneOpen = false;
  }

  #isOurs(request: Request): boolean {
    try {
      return request.frame().page() === this.webContents.page;
    } catch {
      // A page that is only just being made has no frame yet: a new window.
      return false;
    }
  }

  /** The person closed the browser's window: it can't be kept open, so the main process is only told. */
  #pageIsGone(): void {
    if (this.#closed) return;
    const event = new StoppableEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.#close();
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    app.windows.delete(this);
    this.emit('closed');
    if (app.windows.size === 0) app.windowsAreGone();
  }

  requestClose(): boolean {
    const event = new StoppableEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.#close();
    return true;
  }

  focus(): void {
    void this.webContents.page?.bringToFront().catch(() => {});
    this.emit('focus');
  }

  getNormalBounds(): Electron.Rectangle {
    return { x: this.#options.x ?? 0, y: this.#options.y ?? 0, ...this.#size };
  }

  isDestroyed(): boolean {
    return this.#closed;
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  isMinimized(): boolean {
    return false;
  }

  maximize(): void {
    this.#maximized = true;
  }

  restore(): void {}

  show(): void {}
}
