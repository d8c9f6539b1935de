/** The main process's half of the messages: `ipcMain`, and what the page's binding leads to. */
import type { Frame } from 'playwright-core';
import { toElectron } from './addresses.ts';
import { pressMenuKeys } from './menu.ts';
import type { PageAnswer, PageMessage } from './page-side.ts';
import { appendUpload, pathOfUpload } from './uploads.ts';

type InvokeHandler = Parameters<Electron.IpcMain['handle']>[1];

const handlers = new Map<string, InvokeHandler>();

export const ipcMain = {
  handle(channel: string, handler: InvokeHandler) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
  /** electron-store listens for windows that ask it; ours don't. */
  on() {},
} satisfies Partial<Record<keyof Electron.IpcMain, unknown>>;

/** One message over the bridge, as it was on the wire. */
export interface RecordedMessage {
  readonly direction: 'to-main' | 'to-window';
  readonly channel: string;
  readonly data: unknown;
}

const recorded: RecordedMessage[] = [];
/** Beyond this, the oldest are forgotten: a person may leave the app open for days. */
const mostRecorded = 20_000;

export function record(message: RecordedMessage): void {
  recorded.push(message);
  if (recorded.length > mostRecorded) recorded.splice(0, mostRecorded / 2);
}

/** All messages so far, both ways, oldest first. */
export const recordedMessages = (): readonly RecordedMessage[] => recorded;

/** The frame as Electron describes it, with the address that Electron would give. */
function senderFrame(frame: Frame): Electron.WebFrameMain {
  const parent = frame.parentFrame();
  const url = toElectron(frame.url());
  const described = {
    url,
    parent: parent ? senderFrame(parent) : null,
  } satisfies Partial<Electron.WebFrameMain>;
  return described as unknown as Electron.WebFrameMain;
}

/** Answers a message of a page. `frame` is the one that really sent it: the browser tells, not the page. */
export async function receive(
  frame: Frame,
  sender: Electron.WebContents,
  message: Exclude<PageMessage, { kind: 'open' }>,
): Promise<PageAnswer> {
  try {
    if (message.kind === 'upload') {
      appendUpload(message.token, message.name, Buffer.from(message.base64, 'base64'));
      return { ok: true, value: null };
    }
    if (message.kind === 'menu') return { ok: true, value: pressMenuKeys(message.keys) };
    const handler = handlers.get(message.channel);
    if (!handler) throw new Error(`No handler registered for '${message.channel}'`);
    const args = message.args.map(pathOfUpload);
    record({ direction: 'to-main', channel: message.channel, data: args });
    const event = { sender, senderFrame: senderFrame(frame) } as unknown as Electron.IpcMainInvokeEvent;
    const value: unknown = structuredClone(await handler(event, ...args));
    record({ direction: 'to-window', channel: message.channel, data: value });
    return { ok: true, value };
  } catch (error) {
    return { ok: false, message: String(error) };
  }
}
