/**
 * Chromium knows no `app://`. The stand-in serves such pages under an https origin that can't exist, and tells the
 * main process the address that Electron would tell.
 */

const suffix = '.invalid';

/** `app://audience-push/x` as Chromium gets it: `https://audience-push.app.invalid/x`. */
export function toBrowser(address: string): string {
  const match = /^([a-z][a-z0-9-]*):\/\/([^/?#]+)(.*)$/i.exec(address);
  if (!match || /^https?$/i.test(match[1] ?? '')) return address;
  return `https://${match[2]}.${match[1]}${suffix}${match[3]}`;
}

/** The way back: what Electron would call the address of a page or a request. */
export function toElectron(address: string): string {
  const match = /^https:\/\/([^/?#:]+)\.([a-z][a-z0-9-]*)\.invalid(?=[/?#]|$)(.*)$/i.exec(address);
  return match ? `${match[2]}://${match[1]}${match[3]}` : address;
}
