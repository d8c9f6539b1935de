/** The IPC channels between the preload and the main process. Nobody else knows their names. */
import type { EventName } from '../../shared/bridge.ts';

export const channels = {
  /** Preload to main: `(name, input)`, answered by a `Result`. */
  call: 'audience-push:call',
  /** Preload to main: the path of a dropped file. The window itself can't send on it. */
  openDropped: 'audience-push:open-dropped',
  /** Main to preload: `(name, payload)`. */
  event: 'audience-push:event',
} as const;

/** Events that the preload passes on. A record, so that a forgotten one doesn't compile. */
export const forwardedEvents: Readonly<Record<EventName, true>> = {
  'import.progress': true,
  'check.progress': true,
  'push.progress': true,
  'connections.changed': true,
  'menu.openFile': true,
};
