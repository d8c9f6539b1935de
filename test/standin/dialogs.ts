/** Native dialogs: tests answer them beforehand; for a person, the browser's own file picker or a small panel. */
import { spawn } from 'node:child_process';
import { currentPage } from './browser.ts';
import { forPeople } from './mode.ts';
import { askForPath, askWithButtons, pickFile } from './panels.ts';
import { pathOfUpload } from './uploads.ts';

/** Answers that tests left for the next dialogs; null stands for "closed". */
export const answers = {
  open: [] as (string | null)[],
  save: [] as (string | null)[],
  message: [] as number[],
};

/** A dialog that was shown. */
export interface ShownDialog {
  readonly kind: 'open' | 'save' | 'message' | 'error';
  readonly title: string;
  readonly defaultPath?: string;
}

const shown: ShownDialog[] = [];
/** All dialogs so far, oldest first. */
export const shownDialogs = (): readonly ShownDialog[] => shown;

/** The options are the last argument: the window before them may be left out. */
const optionsIn = <Options>(args: readonly unknown[]): Options => args.at(-1) as Options;

/** Runs zenity's file dialog. Null: closed. Undefined: there is no zenity. */
function zenity(args: readonly string[]): Promise<string | null | undefined> {
  return new Promise((resolve) => {
    const child = spawn('zenity', ['--file-selection', ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
    let path = '';
    child.stdout.on('data', (chunk: Buffer) => {
      path += chunk.toString();
    });
    child.on('error', () => resolve(undefined));
    child.on('close', () => resolve(path.trim() === '' ? null : path.trim()));
  });
}

async function choose(options: Electron.OpenDialogOptions): Promise<string | null> {
  const page = currentPage();
  if (!forPeople || !page) return answers.open.shift() ?? null;
  const extensions = (options.filters ?? []).flatMap((filter) => filter.extensions);
  const token = await pickFile(page, extensions.includes('*') ? [] : extensions);
  const path = pathOfUpload(token);
  return typeof path === 'string' ? path : null;
}

async function chooseTarget(options: Electron.SaveDialogOptions): Promise<string | null> {
  const page = currentPage();
  if (!forPeople || !page) return answers.save.shift() ?? null;
  const suggestion = options.defaultPath ?? '';
  const chosen = await zenity(['--save', '--confirm-overwrite', `--filename=${suggestion}`]);
  return chosen === undefined ? askForPath(page, options.title ?? 'Save', suggestion) : chosen;
}

export const dialog = {
  async showOpenDialog(...args: readonly unknown[]): Promise<Electron.OpenDialogReturnValue> {
    const options = optionsIn<Electron.OpenDialogOptions>(args);
    shown.push({ kind: 'open', title: options.title ?? '', defaultPath: options.defaultPath ?? '' });
    const path = await choose(options);
    return { canceled: path === null, filePaths: path === null ? [] : [path] };
  },

  async showSaveDialog(...args: readonly unknown[]): Promise<Electron.SaveDialogReturnValue> {
    const options = optionsIn<Electron.SaveDialogOptions>(args);
    shown.push({ kind: 'save', title: options.title ?? '', defaultPath: options.defaultPath ?? '' });
    const path = await chooseTarget(options);
    return { canceled: path === null, filePath: path ?? '' };
  },

  async showMessageBox(...args: readonly unknown[]): Promise<Electron.MessageBoxReturnValue> {
    const options = optionsIn<Electron.MessageBoxOptions>(args);
    shown.push({ kind: 'message', title: options.message });
    const page = currentPage();
    const buttons = options.buttons ?? ['OK'];
    let response: number;
    if (!forPeople) response = answers.message.shift() ?? options.cancelId ?? 0;
    // The browser's window is gone already: nobody can answer, and nothing can bring it back.
    else if (!page) response = 0;
    else response = await askWithButtons(page, options.message, options.detail ?? '', buttons);
    return { response, checkboxChecked: false };
  },

  showErrorBox(title: string, content: string): void {
    shown.push({ kind: 'error', title });
    process.stderr.write(`${title}: ${content}\n`);
  },
} satisfies Partial<Record<keyof Electron.Dialog, unknown>>;
