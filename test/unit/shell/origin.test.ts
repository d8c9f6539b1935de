import { describe, expect, it } from 'vitest';
import { isHelpLink, isOwnUrl, mayUseBridge } from '../../../electron/shell/origin.ts';

describe('the own address', () => {
  it.each(['app://audience-push/', 'app://audience-push/index.html?x#y'])('is %s', (address) => {
    expect(isOwnUrl(address)).toBe(true);
  });

  it.each([
    'app://audience-push.evil.example/',
    'app://evil.example/audience-push',
    'app://audience-push@evil.example/',
    'app://user:word@audience-push/',
    'app://audience-push:8080/',
    'https://audience-push/',
    'https://evil.example/?app://audience-push/',
    'file:///app://audience-push/',
    'data:text/html,app://audience-push/',
    'about:blank',
    '',
    'not an address',
  ])('is not %j', (address) => {
    expect(isOwnUrl(address)).toBe(false);
  });
});

describe('the bridge', () => {
  it('is for the main frame with our own page', () => {
    expect(mayUseBridge({ url: 'app://audience-push/', parent: null })).toBe(true);
  });

  it('is not for a frame inside the page, even with our own address', () => {
    expect(mayUseBridge({ url: 'app://audience-push/', parent: {} })).toBe(false);
  });

  it('is not for a foreign page in the main frame', () => {
    expect(mayUseBridge({ url: 'https://evil.example/', parent: null })).toBe(false);
  });

  it('is not for a frame that is gone', () => {
    expect(mayUseBridge(null)).toBe(false);
  });
});

describe('a link that may go to the browser of the person', () => {
  it.each(['https://www.hello-charles.com/', 'https://hello-charles.com/help', 'https://github.com/x/y'])(
    'is %s',
    (address) => {
      expect(isHelpLink(address)).toBe(true);
    },
  );

  it.each([
    'http://www.hello-charles.com/',
    'https://user:word@www.hello-charles.com/',
    'https://evilhello-charles.com/',
    'https://hello-charles.com.evil.example/',
    'https://evil.example/?https://hello-charles.com/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ms-settings:',
    '',
  ])('is not %j', (address) => {
    expect(isHelpLink(address)).toBe(false);
  });
});
