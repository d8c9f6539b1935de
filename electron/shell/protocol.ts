import { protocol } from 'electron';
import { appScheme } from './origin.ts';
import { answerFrom } from './serve-file.ts';

/** Makes `app://` a scheme with an origin of its own. Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built window, and nothing else, under `app://audience-push/`. */
export function serveRenderer(rendererDir: string): void {
  protocol.handle(appScheme, (request) => answerFrom(rendererDir, request));
}
