/** The words of the menu, the native dialogs and the window's frame: what the main process shows by itself. */
export const shellEn = {
  menu: {
    file: 'File',
    open: 'Open file…',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
    help: 'Help',
    learnMore: 'About the Hello Charles integration',
  },
  open: {
    title: 'Open an audience',
    tables: 'Tables (CSV, TSV, text)',
    all: 'All files',
  },
  save: {
    title: 'Save as',
    csv: 'CSV file',
  },
  quit: {
    title: 'A push is running',
    detail:
      'If you quit now, the batch on its way is finished first and the rest is not sent. You can see in the history what was sent.',
    quit: 'Stop the push and quit',
    stay: 'Keep pushing',
  },
  start: {
    failed: 'Audience Push could not start',
  },
} as const;
