import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import electronLog from 'electron-log/node';
import { redact, redactText } from './redact.ts';

/** A line in the app's log. Values are redacted before they are written: no key, phone or e-mail address. */
export interface Log {
  info(message: string, data?: Readonly<Record<string, unknown>>): void;
  warn(message: string, data?: Readonly<Record<string, unknown>>): void;
  error(message: string, data?: Readonly<Record<string, unknown>>): void;
}

/** Bytes of one log file before the next one is begun. */
const maxFileBytes = 1_000_000;
/** How many full files are kept beside the current one. */
const keptFiles = 3;

/** Folder of the log files inside the data folder. */
export const logDir = (dataDir: string): string => join(dataDir, 'logs');

/** `app.log` becomes `app.1.log`, that one `app.2.log`; the oldest is overwritten. */
function rotate(dir: string, name: string): void {
  for (let number = keptFiles - 1; number >= 0; number--) {
    const from = join(dir, number === 0 ? `${name}.log` : `${name}.${number}.log`);
    if (existsSync(from)) renameSync(from, join(dir, `${name}.${number + 1}.log`));
  }
}

/**
 * Opens the log of one process.
 * @param options.dataDir the data folder; the log goes to `logs/` in it.
 * @param options.name one per kind of process (`app`, `cli`), so that two never write to one file.
 * @returns a log that never throws: what can't be written is dropped.
 */
export function openLog(options: { readonly dataDir: string; readonly name: 'app' | 'cli' }): Log {
  const dir = logDir(options.dataDir);
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch {
    return silentLog;
  }
  const logger = electronLog.create({ logId: `${options.name}:${dir}` });
  logger.transports.console.level = false;
  const file = logger.transports.file;
  file.setAppName('audience-push');
  file.resolvePathFn = () => join(dir, `${options.name}.log`);
  file.maxSize = maxFileBytes;
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  file.format = '{iso} {level} {text}';
  file.archiveLogFn = () => {
    try {
      rotate(dir, options.name);
    } catch {
      // Better one long log than none.
    }
  };
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (message: string, data?: Readonly<Record<string, unknown>>): void => {
      const details = data === undefined ? '' : ` ${JSON.stringify(redact(data))}`;
      logger[level](redactText(message) + details);
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

/** Writes nothing: for tests, and for where no file can be written. */
export const silentLog: Log = { info() {}, warn() {}, error() {} };
