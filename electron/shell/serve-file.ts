import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { commonHeaders, contentPolicy } from './content-policy.ts';
import { isOwnUrl } from './origin.ts';

/** Stands in `index.html` wherever the nonce of this page belongs. */
const noncePlaceholder = '__CSP_NONCE__';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/**
 * The file behind an address, or null where it is not one of ours: another host, a way out of the folder, or a kind
 * of file that the window doesn't need.
 */
export function fileBehind(rendererDir: string, address: string): string | null {
  if (!isOwnUrl(address)) return null;
  let path: string;
  try {
    path = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
  if (path.includes('\0') || path.includes('\\')) return null;
  const file = resolve(join(rendererDir, path === '/' ? 'index.html' : path));
  if (!file.startsWith(resolve(rendererDir) + sep)) return null;
  return extname(file) in contentTypes ? file : null;
}

/** Answers one request for a file of the window. */
export async function answerFrom(rendererDir: string, request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405, 'Only GET');
  const file = fileBehind(rendererDir, request.url);
  if (file === null) return refusal(404, 'Not found');
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch {
    return refusal(404, 'Not found');
  }
  const contentType = contentTypes[extname(file)] ?? 'application/octet-stream';
  const headers: Record<string, string> = { ...commonHeaders, 'Content-Type': contentType };
  const nonce = randomBytes(18).toString('base64');
  headers['Content-Security-Policy'] = contentPolicy(nonce);
  const body = extname(file) === '.html' ? bytes.toString('utf8').replaceAll(noncePlaceholder, nonce) : bytes;
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(Buffer.from(body)), {
    status: 200,
    headers,
  });
}

function refusal(status: number, words: string): Response {
  return new Response(words, {
    status,
    headers: {
      ...commonHeaders,
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    },
  });
}
