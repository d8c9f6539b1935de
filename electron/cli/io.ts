import { createInterface } from 'node:readline/promises';
import { errorText } from '../../shared/locales/words.ts';
import type { AppError } from '../../shared/result.ts';

/** What every command knows of how it was called. */
export interface CommonOptions {
  readonly dataDir?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly yes?: boolean;
}

/** Exit codes, as the README lists them. */
export const exitCodes = {
  /** Every row was accepted or unconfirmed (check: would be sent). */
  complete: 0,
  /** No run came to be. */
  failed: 1,
  /** Finished, but rows were excluded, rejected or unknown. */
  incomplete: 2,
  /** A run exists and isn't finished. */
  unfinished: 3,
} as const;

/** Standard output for results, standard error for everything else. */
export class Terminal {
  private readonly options: CommonOptions;
  private lineOpen = false;
  private lastLine = 0;

  constructor(options: CommonOptions) {
    this.options = options;
  }

  /** The one JSON value of a command that was asked for JSON. */
  json(value: unknown): void {
    process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  }

  /** A result for people. Nothing where JSON was asked for. */
  print(text: string): void {
    if (!this.options.json) process.stdout.write(`${text}\n`);
  }

  /** A remark beside the result. */
  note(text: string): void {
    if (this.options.quiet) return;
    this.endProgress();
    process.stderr.write(`${text}\n`);
  }

  /** A failure: always told, as JSON too where that was asked for. */
  fail(error: AppError): void {
    this.endProgress();
    process.stderr.write(`${errorText(error)}\n`);
    if (this.options.json) this.json({ error });
  }

  /**
   * Progress on one line: a bar on a terminal, a line every two seconds elsewhere.
   * @param share from 0 to 1
   */
  progress(share: number, title: string, detail: string, isLast = false): void {
    if (this.options.quiet) return;
    const filled = Math.round(Math.min(1, Math.max(0, share)) * 24);
    const line = `${title}  [${'='.repeat(filled)}${' '.repeat(24 - filled)}]  ${detail}`;
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\x1b[2K${line}`);
      this.lineOpen = true;
      if (isLast) this.endProgress();
      return;
    }
    const now = Date.now();
    if (!isLast && now - this.lastLine < 2000) return;
    this.lastLine = now;
    process.stderr.write(`${line}\n`);
  }

  /** Asks a yes-or-no question; yes without asking where nobody could answer. */
  async confirm(question: string): Promise<boolean> {
    if (this.options.yes || !this.canAsk) return true;
    const answer = await this.ask(question);
    return /^\s*(?:y|yes|j|ja)\s*$/i.test(answer);
  }

  get canAsk(): boolean {
    return Boolean(process.stdin.isTTY && process.stderr.isTTY && !this.options.json);
  }

  /** Asks for a text that isn't shown while it is typed. */
  async askSecret(question: string): Promise<string> {
    process.stderr.write(question);
    const { stdin } = process;
    stdin.setRawMode(true);
    stdin.resume();
    let typed = '';
    try {
      for await (const block of stdin) {
        for (const sign of String(block)) {
          if (sign === '\r' || sign === '\n' || sign === '\u0004') return typed;
          if (sign === '\u0003') return '';
          if (sign === '\u007f' || sign === '\b') typed = typed.slice(0, -1);
          else typed += sign;
        }
      }
      return typed;
    } finally {
      stdin.setRawMode(false);
      stdin.pause();
      process.stderr.write('\n');
    }
  }

  private async ask(question: string): Promise<string> {
    const reader = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await reader.question(question);
    } finally {
      reader.close();
    }
  }

  private endProgress(): void {
    if (this.lineOpen) process.stderr.write('\n');
    this.lineOpen = false;
  }
}
