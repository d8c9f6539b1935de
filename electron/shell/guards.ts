import { app, type Session, shell, type WebContents } from 'electron';
import type { Log } from '../log.ts';
import { isHelpLink, isOwnUrl } from './origin.ts';

/** The copy buttons may write to the clipboard. The page asks for nothing else, so nothing else is granted. */
const granted = new Set(['clipboard-sanitized-write']);

/** Denies every permission of the web platform but the ones above, whether the page asks or only checks. */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(granted.has(permission) && isOwnUrl(details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => {
    return granted.has(permission) && isOwnUrl(origin);
  });
  session.setDevicePermissionHandler(() => false);
}

/** Hands a link to the person's browser, if it leads to a known help page. */
export function openHelpLink(address: string, log: Log): void {
  if (!isHelpLink(address)) {
    log.warn('A link was not opened: it leads to no known help page', { address });
    return;
  }
  shell.openExternal(address).catch((error: unknown) => log.warn('The browser did not open', { error }));
}

/** Keeps every page that is ever made on our own address: no navigation away, no second window, no webview. */
export function guardNavigation(log: Log): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    const stayHere = (details: { readonly url: string; preventDefault(): void }): void => {
      if (isOwnUrl(details.url)) return;
      details.preventDefault();
      log.warn('A navigation away from the app was stopped', { address: details.url });
    };
    contents.on('will-navigate', stayHere);
    contents.on('will-frame-navigate', stayHere);
    contents.on('will-redirect', stayHere);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      openHelpLink(url, log);
      return { action: 'deny' };
    });
  });
}
