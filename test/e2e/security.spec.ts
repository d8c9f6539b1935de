import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { callBridge } from './call-bridge.ts';
import { type App, launchApp } from './launch-app.ts';

/** Long enough for an attack that works to have worked. */
const momentMs = 400;

let app: App;
let ownUrl: string;
/** A site on this computer that must never be reached from the page. */
let outside: Server;
let outsideUrl: string;
let outsideRequests: string[] = [];

test.beforeAll(async () => {
  outside = createServer((request, response) => {
    outsideRequests.push(request.url ?? '');
    response.setHeader('content-type', 'text/html');
    response.end('<title>outside</title>');
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  app = await launchApp();
  ownUrl = app.page.url();
});

test.afterAll(async () => {
  await app[Symbol.asyncDispose]();
  outside.close();
});

test.beforeEach(() => {
  outsideRequests = [];
});

test.describe('the content policy', () => {
  test('blocks a script that was put into the page', async () => {
    const ran = await app.page.evaluate(async (wait) => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      await new Promise((resolve) => setTimeout(resolve, wait));
      return 'injected' in window;
    }, momentMs);
    expect(ran).toBe(false);
  });

  test('blocks handlers and styles in attributes', async () => {
    const seen = await app.page.evaluate(async (wait) => {
      const holder = document.createElement('div');
      holder.innerHTML =
        '<img src="/missing.png" onerror="window.handled = true"><p style="color: rgb(1, 2, 3)">x</p>';
      document.body.append(holder);
      await new Promise((resolve) => setTimeout(resolve, wait));
      const paragraph = holder.querySelector('p');
      const color = paragraph ? getComputedStyle(paragraph).color : '';
      holder.remove();
      return { handled: 'handled' in window, color };
    }, momentMs);
    expect(seen.handled).toBe(false);
    expect(seen.color).not.toBe('rgb(1, 2, 3)');
  });

  test('blocks style elements without the nonce of this page', async () => {
    const color = await app.page.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = '#planted { color: rgb(1, 2, 3) }';
      const planted = document.createElement('p');
      planted.id = 'planted';
      document.body.append(style, planted);
      const found = getComputedStyle(planted).color;
      style.remove();
      planted.remove();
      return found;
    });
    expect(color).not.toBe('rgb(1, 2, 3)');
  });

  test('gives every page a nonce of its own, in its header and in its text', async () => {
    const nonces: (string | undefined)[] = [];
    for (let time = 0; time < 2; time++) {
      const response = await app.page.goto(ownUrl);
      const policy = response?.headers()['content-security-policy'] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
      expect(await response?.text()).toContain(nonce);
      expect(await response?.text()).not.toContain('__CSP_NONCE__');
      nonces.push(nonce);
    }
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  test('lets nothing be fetched from or sent to another place', async () => {
    const tried = await app.page.evaluate(async (address) => {
      const fetched = await fetch(address).then(
        () => 'fetched',
        () => 'refused',
      );
      const image = new Image();
      const loaded = new Promise((resolve) => {
        image.onload = () => resolve('loaded');
        image.onerror = () => resolve('refused');
      });
      image.src = `${address}/pixel.png`;
      const beacon = navigator.sendBeacon(`${address}/beacon`, 'x');
      return { fetched, image: await loaded, beacon };
    }, outsideUrl);
    expect(tried).toMatchObject({ fetched: 'refused', image: 'refused' });
    expect(outsideRequests).toEqual([]);
  });
});

test.describe('the page stays where it is when it tries to go to', () => {
  const targets: readonly (readonly [string, () => string])[] = [
    ['an http site', () => outsideUrl],
    ['an https site', () => 'https://example.com/'],
    ['an address that only begins like our own', () => 'app://audience-push.evil.example/'],
    ['an address that only mentions our own', () => `${outsideUrl}/?app://audience-push/`],
    ['a file', () => 'file:///etc/hostname'],
    ['a data address', () => 'data:text/html,<title>outside</title>'],
    ['a script address', () => 'javascript:void(document.title="outside")'],
  ];
  for (const [what, address] of targets) {
    test(what, async () => {
      await app.page.goto(ownUrl);
      await app.page.evaluate((target) => {
        window.location.href = target;
      }, address());
      await app.page.waitForTimeout(momentMs);
      expect(app.page.url()).toBe(ownUrl);
      await expect(app.page).toHaveTitle('Audience Push');
      expect(outsideRequests).toEqual([]);
    });
  }

  test('a link that is clicked', async () => {
    await app.page.evaluate((address) => {
      const link = document.createElement('a');
      link.href = `${address}/link`;
      document.body.append(link);
      link.click();
      link.remove();
    }, outsideUrl);
    await app.page.waitForTimeout(momentMs);
    expect(app.page.url()).toBe(ownUrl);
    expect(outsideRequests).toEqual([]);
  });

  test('a form that is sent', async () => {
    await app.page.evaluate((address) => {
      const form = document.createElement('form');
      form.action = `${address}/form`;
      document.body.append(form);
      form.submit();
      form.remove();
    }, outsideUrl);
    await app.page.waitForTimeout(momentMs);
    expect(app.page.url()).toBe(ownUrl);
    expect(outsideRequests).toEqual([]);
  });
});

test.describe('a new window', () => {
  const openFromPage = (address: string): Promise<void> =>
    app.page.evaluate((target) => {
      window.open(target, '_blank');
    }, address);

  test('is never opened, wherever it would lead', async () => {
    for (const address of [outsideUrl, 'about:blank', ownUrl, 'data:text/html,x']) {
      await openFromPage(address);
    }
    await app.page.waitForTimeout(momentMs);
    expect(app.page.context().pages()).toHaveLength(1);
    expect(outsideRequests).toEqual([]);
    expect(await app.openedExternally()).toEqual([]);
  });

  test('with a help page goes to the browser of the person, any other link does not', async () => {
    await openFromPage('https://hello-charles.com.evil.example/');
    await openFromPage('http://help.hello-charles.com/');
    await openFromPage('https://user:word@help.hello-charles.com/');
    // The good one last: when it is there, the others have been judged.
    await openFromPage('https://help.hello-charles.com/en/article');
    await expect.poll(() => app.openedExternally()).toEqual(['https://help.hello-charles.com/en/article']);
  });
});

test.describe('the page has', () => {
  test('no Node and no Electron', async () => {
    const found = await app.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
        (name) => name in window,
      ),
    );
    expect(found).toEqual([]);
  });

  test('a bridge of three functions that it cannot change', async () => {
    const bridge = await app.page.evaluate(() => {
      const scope = window as unknown as { audiencePush: Record<string, unknown> };
      const before = scope.audiencePush;
      try {
        scope.audiencePush = {};
      } catch {
        // A frozen property throws in strict code.
      }
      try {
        before.call = () => 'mine';
      } catch {
        // The same.
      }
      return { names: Object.keys(scope.audiencePush).sort(), call: String(scope.audiencePush.call) };
    });
    expect(bridge.names).toEqual(['call', 'on', 'openDropped']);
    expect(bridge.call).not.toContain('mine');
  });

  test('no permission but to write to the clipboard', async () => {
    const states = await app.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'clipboard-read'] as PermissionName[];
      const found = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
      return found.map((permission) => permission.state);
    });
    expect(states).not.toContain('granted');
    const copied = await app.page.evaluate(async () => {
      window.focus();
      return navigator.clipboard.writeText('copied').then(
        () => 'copied',
        (error: unknown) => String(error),
      );
    });
    expect(copied).toBe('copied');
  });
});

test.describe('the main process refuses', () => {
  /** Calls with whatever an attacker would send. */
  const callAnything = (name: unknown, input?: unknown): Promise<unknown> =>
    callBridge(app.page, name as 'settings.set', input as { theme: 'dark' });

  test('commands that do not exist', async () => {
    for (const name of ['shell.run', '__proto__', 'constructor', '', null, 7, ['app.info']]) {
      expect(await callAnything(name)).toMatchObject({ ok: false, error: { code: 'invalid_request' } });
    }
  });

  test('input that does not fit, before any handler runs', async () => {
    const before = await callBridge(app.page, 'settings.get');
    for (const input of [
      { theme: 'purple' },
      { theme: 'dark', extra: 1 },
      'dark',
      null,
      [],
      { welcomed: 1 },
    ]) {
      expect(await callAnything('settings.set', input)).toMatchObject({
        ok: false,
        error: { code: 'invalid_request' },
      });
    }
    expect(await callBridge(app.page, 'settings.get')).toEqual(before);
  });

  test('a key that was sent wrongly without repeating it', async () => {
    const answer = await callAnything('connections.save', { name: '', apiKey: 'key-that-must-not-return' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_request' } });
    expect(JSON.stringify(answer)).not.toContain('key-that-must-not-return');
  });

  test('a path that the page made up', async () => {
    const outcome = await app.page.evaluate(async () => {
      const { audiencePush } = window as unknown as {
        audiencePush: { openDropped(file: unknown): Promise<{ ok: boolean }> };
      };
      return audiencePush.openDropped('/etc/hostname').then(
        (answer) => answer.ok,
        () => false,
      );
    });
    expect(outcome).toBe(false);
  });

  test('ways out of the folder of the window', async () => {
    const ways = [
      '/../main/main.js',
      '/..%2fmain%2fmain.js',
      '/%2e%2e/main/main.js',
      '/..%5cmain%5cmain.js',
      '/assets/..%2f..%2fmain/main.js',
      '/%00index.html',
      '/%ff',
      '//etc/hostname',
    ];
    for (const way of ways) {
      const response = await app.page.goto(
        new URL(ownUrl).origin === 'null' ? ownUrl + way.slice(1) : new URL(ownUrl).origin + way,
      );
      expect(response?.status(), way).toBe(404);
    }
    await app.page.goto(ownUrl);
  });

  test('messages from a frame inside the page', async () => {
    const frame = await app.page.evaluateHandle(() => {
      const element = document.createElement('iframe');
      document.body.append(element);
      return element;
    });
    const content = await frame.contentFrame();
    // Where the host keeps a raw channel for child frames, use it; else there must be no bridge at all.
    const outcome = await content?.evaluate(async () => {
      type Send = (message: unknown) => Promise<{ ok: boolean; message?: string }>;
      const scope = window as unknown as { audiencePushStandin?: Send; audiencePush?: unknown };
      const answer = await scope.audiencePushStandin?.({
        kind: 'invoke',
        channel: 'audience-push:call',
        args: ['app.info'],
      });
      return { bridge: 'audiencePush' in scope, answer };
    });
    expect(outcome?.bridge).toBe(false);
    if (app.host === 'standin') {
      expect(outcome?.answer).toMatchObject({ ok: false, message: expect.stringContaining('Refused') });
    }
    await app.page.goto(ownUrl);
  });
});

test('a foreign page in the main window gets no answer from the bridge', async () => {
  await using other = await launchApp();
  await other.page.goto('data:text/html,<title>foreign</title>');
  await expect(callBridge(other.page, 'app.info')).rejects.toThrow(/Refused|not defined|undefined/);
});

test('a second start on the same data folder opens no second app', async () => {
  await expect(launchApp({ dataDir: app.dataDir })).rejects.toThrow(/ended|closed|exited/i);
  expect(await callBridge(app.page, 'app.info')).toMatchObject({ ok: true });
});
