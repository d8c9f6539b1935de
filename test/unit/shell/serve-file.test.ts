import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerFrom, fileBehind } from '../../../electron/shell/serve-file.ts';

let folder: string;
let rendererDir: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'audience-push-test-'));
  rendererDir = join(folder, 'renderer');
  mkdirSync(join(rendererDir, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.json'), '{}');
  writeFileSync(
    join(rendererDir, 'index.html'),
    '<meta content="__CSP_NONCE__"><style nonce="__CSP_NONCE__">',
  );
  writeFileSync(join(rendererDir, 'assets/app.js'), 'export {}');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const get = (path: string, method = 'GET'): Promise<Response> =>
  answerFrom(rendererDir, new Request(`app://audience-push${path}`, { method }));

describe('the files of the window', () => {
  it('are served with their type and the common headers', async () => {
    const answer = await get('/assets/app.js');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('export {}');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it('begin with the page, whose nonce stands in the policy and in the text', async () => {
    const answer = await get('/');
    const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1];
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{24}$/);
    expect(await answer.text()).toBe(`<meta content="${nonce}"><style nonce="${nonce}">`);
  });

  it('have no policy that allows inline or evaluated code', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(policy).not.toContain('unsafe');
    for (const rule of [
      "default-src 'none'",
      "frame-ancestors 'none'",
      "form-action 'none'",
      "base-uri 'none'",
    ]) {
      expect(policy.split('; ')).toContain(rule);
    }
  });

  it('are only read: any other method is refused', async () => {
    expect((await get('/', 'POST')).status).toBe(405);
  });

  it('that are not there give 404', async () => {
    expect((await get('/missing.js')).status).toBe(404);
    expect((await get('/assets')).status).toBe(404);
  });
});

describe('an address that leads elsewhere', () => {
  it.each([
    'app://audience-push/..%2fsecret.json',
    'app://audience-push/%2e%2e%2fsecret.json',
    'app://audience-push/assets/..%2f..%2fsecret.json',
    'app://audience-push/..%5csecret.json',
    'app://audience-push/index.html%00.js',
    'app://audience-push/%ff',
    'app://audience-push/index.exe',
    'app://elsewhere/index.html',
    'https://audience-push/index.html',
  ])('%s is no file of ours', (address) => {
    expect(fileBehind(rendererDir, address)).toBeNull();
  });
});
