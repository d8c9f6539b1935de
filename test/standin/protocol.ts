/** Custom protocols: their handlers answer the browser's requests. */
import type { Request as BrowserRequest, Route } from 'playwright-core';
import { toElectron } from './addresses.ts';

type Handler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, Handler>();

export const protocol = {
  registerSchemesAsPrivileged() {},
  handle(scheme: string, handler: Handler) {
    handlers.set(scheme, handler);
  },
} satisfies Partial<Electron.Protocol>;

/** Whether an address (as Electron knows it) has a protocol handler of the app. */
export const isHandled = (address: string): boolean => handlers.has(schemeOf(address));

const schemeOf = (address: string): string => address.slice(0, Math.max(0, address.indexOf(':')));

/** Answers a browser's request from the app's own handler. */
export async function answerFromHandler(route: Route, request: BrowserRequest): Promise<void> {
  const address = toElectron(request.url());
  const handler = handlers.get(schemeOf(address));
  if (!handler) {
    await route.abort();
    return;
  }
  const response = await handler(new Request(address, { method: request.method() }));
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}
