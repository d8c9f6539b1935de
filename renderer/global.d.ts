import type { Bridge } from '../shared/bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload; absent where the page is opened without the app. */
    readonly audiencePush?: Bridge;
  }
}

declare module 'react' {
  interface CSSProperties {
    /** How far a step's work is, as an angle. */
    '--share'?: string;
  }
}
