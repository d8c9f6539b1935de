/** The application menu: never drawn here, but its keys work and tests can choose from it. */

type Template = readonly Electron.MenuItemConstructorOptions[];

let items: Electron.MenuItemConstructorOptions[] = [];

function flatten(template: Template): Electron.MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
}

export const Menu = {
  buildFromTemplate: (template: Template) => template,
  setApplicationMenu(template: Template | null) {
    items = template === null ? [] : flatten(template);
  },
};

/** The keys of all items, such as `CmdOrCtrl+O`. */
export const menuKeys = (): readonly string[] =>
  items.flatMap((item) => (typeof item.accelerator === 'string' ? [item.accelerator] : []));

type ClickArguments = Parameters<NonNullable<Electron.MenuItemConstructorOptions['click']>>;

function click(item: Electron.MenuItemConstructorOptions | undefined): boolean {
  if (item?.click === undefined) return false;
  // Our items look at none of what Electron hands to them.
  const nothing = [{}, undefined, {}] as unknown as ClickArguments;
  item.click(...nothing);
  return true;
}

/** Chooses the item with this ID. False where there is none. */
export const clickMenu = (id: string): boolean => click(items.find((item) => item.id === id));

/** Chooses the item with these keys. */
export const pressMenuKeys = (keys: string): boolean =>
  click(items.find((item) => item.accelerator === keys));
