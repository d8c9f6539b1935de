/** Scheme of the window's own address: `app://audience-push/`. */
export const appScheme = 'app';
/** Host of the window's own address. */
export const appHost = 'audience-push';
/** The one page of the app. */
export const appUrl = `${appScheme}://${appHost}/`;

/**
 * Whether an address is the app's own. It is parsed, never searched for text: `https://evil.example/?app://audience-push`
 * and `app://audience-push.evil.example/` are foreign.
 */
export function isOwnUrl(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${appScheme}:` &&
    url.hostname === appHost &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  );
}

/** The part of a frame that tells whether it may use the bridge. */
export interface SendingFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** Only the main frame, and only while it shows our own page, may use the bridge. A frame that is gone may not. */
export const mayUseBridge = (frame: SendingFrame | null): boolean =>
  frame !== null && frame.parent === null && isOwnUrl(frame.url);

/** Where links out of the app may lead: hosts, each with all of its sub-domains. */
const helpHosts = ['hello-charles.com', 'charles-app.com', 'github.com'];

/** Whether a link may be handed to the person's browser: https to a known help page, without credentials in it. */
export function isHelpLink(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return false;
  return helpHosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
}
