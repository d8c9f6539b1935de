import { describe, expect, it } from 'vitest';
import { apiKeySchema, parseBaseUrl } from '../../../shared/connection.ts';

describe('a base URL as people type it', () => {
  it.each([
    ['acme', 'https://acme.hello-charles.com'],
    ['  Acme ', 'https://acme.hello-charles.com'],
    ['acme.hello-charles.com', 'https://acme.hello-charles.com'],
    ['https://acme.hello-charles.com/', 'https://acme.hello-charles.com'],
    ['https://gateway.example.com/charles/', 'https://gateway.example.com/charles'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['localhost:8080', 'http://localhost:8080'],
    ['http://[::1]:9000', 'http://[::1]:9000'],
  ])('%s is %s', (typed, url) => {
    expect(parseBaseUrl(typed)).toEqual({ ok: true, value: url });
  });

  it.each([
    '',
    'two words',
    'https://',
    'ftp://acme.com',
    'https://u:p@acme.com',
    'https://acme.com?x=1',
    'https://acme.com#x',
    'http:/acme',
    '-acme',
    'https://acme',
  ])('"%s" is not one', (typed) => {
    expect(parseBaseUrl(typed)).toMatchObject({ ok: false, error: { code: 'connection.bad_url' } });
  });

  it.each(['http://acme.hello-charles.com', 'http://127.0.0.1.example.com', 'http://192.168.0.1'])(
    '%s would carry the key in the clear, and is refused',
    (typed) => {
      expect(parseBaseUrl(typed)).toMatchObject({ ok: false, error: { code: 'connection.insecure_url' } });
    },
  );
});

describe('an API key', () => {
  it('is taken without the spaces around it', () => {
    expect(apiKeySchema.parse('  abc-123  ')).toBe('abc-123');
  });

  it.each(['', 'two words', 'line\nbreak', 'ümlaut', 'x'.repeat(1201)])('%j can not be one', (key) => {
    expect(apiKeySchema.safeParse(key).success).toBe(false);
  });
});
