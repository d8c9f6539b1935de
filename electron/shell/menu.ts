import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { say } from './words.ts';

/** Where the vendor describes the integration that this app does by hand. */
const integrationHelp = 'https://www.hello-charles.com/';

/** What the menu's own items do; the standard ones are the system's. */
export interface MenuActions {
  openFile(): void;
  openHelp(address: string): void;
}

/** The application menu with the roles that each system expects. */
export function installMenu(actions: MenuActions): void {
  const onMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(onMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: say('menu.file'),
      submenu: [
        {
          id: 'open-file',
          label: say('menu.open'),
          accelerator: 'CmdOrCtrl+O',
          click: () => actions.openFile(),
        },
        { type: 'separator' },
        onMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu', label: say('menu.edit') },
    {
      label: say('menu.view'),
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        // A developer's tool; an installed app has none.
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu', label: say('menu.window') },
    {
      role: 'help',
      label: say('menu.help'),
      submenu: [{ label: say('menu.learnMore'), click: () => actions.openHelp(integrationHelp) }],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
