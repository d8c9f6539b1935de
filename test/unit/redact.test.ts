import { describe, expect, it } from 'vitest';
import { neverLog, redact, redactText } from '../../electron/redact.ts';

describe('a logged text', () => {
  it.each([
    '+49 151 23456789',
    '0151/2345-6789',
    '(0151) 2345 6789',
    '4915123456789',
    '+1 (555) 010-0199',
    '00491512345678',
  ])('does not hold the phone %s', (phone) => {
    expect(redactText(`row 12: ${phone} was refused`)).toBe('row 12: [phone] was refused');
  });

  it.each(['ann.lee@example.com', 'ä.müller+tag@sub.example.de'])(
    'does not hold the address %s',
    (address) => {
      expect(redactText(`contact ${address} failed`)).toBe('contact [e-mail] failed');
    },
  );

  it.each(['x-api-key: abc123def', 'Authorization: Bearer abc123def', 'api-key=abc123def'])(
    'does not hold the credential in %s',
    (header) => {
      expect(redactText(`sent ${header}`)).not.toContain('abc123def');
    },
  );

  it('does not hold a key that the process knows, in any text', () => {
    neverLog('plain-words-key');
    expect(redactText('the server said: plain-words-key is wrong')).toBe('the server said: [key] is wrong');
  });

  it('of megabytes is cut, and quickly', () => {
    const started = performance.now();
    expect(redactText('x'.repeat(5_000_000)).length).toBeLessThan(20_000);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('keeps IDs, dates, times, addresses and small numbers', () => {
    const text =
      'run 01933b2e-7c1a-7d20-8a11-1234567890ab of 2026-11-22T10:11:12.345Z: batch 17 of 1000, 127.0.0.1:54321';
    expect(redactText(text)).toBe(text);
  });
});

describe('logged data', () => {
  it('loses what its field names call a secret or a person', () => {
    expect(redact({ apiKey: 'k', 'x-api-key': 'k', phoneNumber: '1', email: 'x', firstName: 'Ann' })).toEqual(
      {
        apiKey: '[key]',
        'x-api-key': '[key]',
        phoneNumber: '[personal]',
        email: '[personal]',
        firstName: '[personal]',
      },
    );
  });

  it('is cleaned at every depth, in lists and in errors', () => {
    const error = new Error('no contact for +4915123456789', { cause: new Error('ann@example.com') });
    const clean = JSON.stringify(redact({ tried: [{ error }], numbers: [4915123456789] }));
    expect(clean).not.toMatch(/4915123456789|ann@example\.com/);
    expect(clean).toContain('[phone]');
  });

  it('keeps counts, sizes and times', () => {
    const data = { rows: 1_000_000, bytes: 91_000_000, startedAt: 1_795_000_000_000, tookMs: 1_234_567 };
    expect(redact(data)).toEqual(data);
  });
});
