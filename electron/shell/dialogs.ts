import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import ElectronStore from 'electron-store';
import { say } from './words.ts';

/** The native dialogs that the app shows. Each remembers the folder that was last used. */
export interface Dialogs {
  /** @returns the path of the chosen file; null if the person closed the dialog. */
  chooseAudience(): Promise<string | null>;
  /** @returns where to write; null if the person closed the dialog. */
  chooseTarget(suggestedName: string): Promise<string | null>;
  /** Whether to quit although a push is running. */
  confirmQuit(): Promise<boolean>;
}

type Purpose = 'open' | 'save';

/**
 * @param dataDir where `folders.json` remembers the last folders.
 * @param parent the window that a dialog belongs to; null while there is none.
 */
export function openDialogs(dataDir: string, parent: () => BrowserWindow | null): Dialogs {
  const folders = new ElectronStore<Partial<Record<Purpose, string>>>({
    cwd: dataDir,
    name: 'folders',
    clearInvalidConfig: true,
  });

  const folderFor = (purpose: Purpose): string => {
    const remembered = folders.get(purpose);
    return typeof remembered === 'string' && existsSync(remembered) ? remembered : app.getPath('documents');
  };

  return {
    async chooseAudience() {
      const options: Electron.OpenDialogOptions = {
        title: say('open.title'),
        defaultPath: folderFor('open'),
        properties: ['openFile'],
        filters: [
          { name: say('open.tables'), extensions: ['csv', 'tsv', 'tab', 'txt', 'xlsx', 'ods', 'gz', 'zip'] },
          { name: say('open.all'), extensions: ['*'] },
        ],
      };
      const window = parent();
      const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
      const path = answer.filePaths[0];
      if (answer.canceled || path === undefined) return null;
      folders.set('open', dirname(path));
      return path;
    },

    async chooseTarget(suggestedName) {
      const options: Electron.SaveDialogOptions = {
        title: say('save.title'),
        // Only a name: whatever it was made of, it can't lead out of the folder.
        defaultPath: join(folderFor('save'), basename(suggestedName)),
        filters: [{ name: say('save.csv'), extensions: ['csv'] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      };
      const window = parent();
      const answer = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options));
      if (answer.canceled || answer.filePath === '') return null;
      folders.set('save', dirname(answer.filePath));
      return answer.filePath;
    },

    async confirmQuit() {
      const options: Electron.MessageBoxOptions = {
        type: 'warning',
        message: say('quit.title'),
        detail: say('quit.detail'),
        buttons: [say('quit.quit'), say('quit.stay')],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      };
      const window = parent();
      const answer = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
      return answer.response === 0;
    },
  };
}
