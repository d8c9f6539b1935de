import * as z from 'zod';
import { fail, ok, type Result } from './result.ts';

/** The colours that a connection's chip can have. None of them is one of the colours of verdicts. */
export const connectionColors = ['indigo', 'teal', 'pink', 'brown', 'slate', 'ocean'] as const;
export type ConnectionColor = (typeof connectionColors)[number];

/** Where the API key of a connection is: in the keychain, in memory for this session only, or nowhere. */
export type KeyPlace = 'keychain' | 'memory' | 'none';

/** A named Hello Charles workspace, as the window and the command line see it: without its key. */
export interface Connection {
  readonly id: string;
  readonly name: string;
  /** Origin, and a path where the person gave one; no slash at the end. */
  readonly baseUrl: string;
  readonly color: ConnectionColor;
  /** True for the embedded look-alike on loopback. */
  readonly practice: boolean;
  readonly key: KeyPlace;
}

export const connectionName = z.string().trim().min(1).max(60);

/** A key as typed or pasted: visible ASCII (it goes into an HTTP header), at most what Windows can keep. */
export const apiKeySchema = z
  .string()
  .trim()
  .min(1)
  .max(1200)
  .regex(/^[\x21-\x7e]+$/);

const workspaceDomain = 'hello-charles.com';
const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

export const isLoopback = (hostname: string): boolean => loopbackHosts.has(hostname.toLowerCase());

/**
 * Reads a base URL as people type it: a slug (`acme`), a host (`acme.hello-charles.com`), or a full URL.
 * @returns the URL without a slash at the end; `connection.bad_url` if it isn't one, `connection.insecure_url`
 * for plain http to anything but this computer.
 */
export function parseBaseUrl(text: string): Result<string> {
  const typed = text.trim();
  const bad = fail('connection.bad_url', { url: typed.slice(0, 200) });
  if (typed === '' || /\s/.test(typed)) return bad;
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed);
  let candidate = typed;
  if (!hasScheme) {
    if (/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(typed) && typed.toLowerCase() !== 'localhost') {
      candidate = `https://${typed.toLowerCase()}.${workspaceDomain}`;
    } else {
      const host = typed.split(/[/:]/)[0] ?? '';
      candidate = `${isLoopback(host) ? 'http' : 'https'}://${typed}`;
    }
  }
  let url: URL;
  try {
    url = new URL(candidate);
  } catch {
    return bad;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return bad;
  if (url.username || url.password || url.search || url.hash) return bad;
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return fail('connection.insecure_url', { url: typed.slice(0, 200) });
  }
  if (!isLoopback(url.hostname) && !/\.[a-z0-9-]{2,}$/i.test(url.hostname)) return bad;
  return ok(url.origin + url.pathname.replace(/\/+$/, ''));
}
