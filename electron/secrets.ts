/** Where API keys are kept. Nothing but this file and its callers in the main process ever holds one. */
export interface Secrets {
  /** `keychain` where the operating system's works; else `memory`: until the process ends. */
  readonly place: 'keychain' | 'memory';
  /** The key of a connection; null where there is none. Throws `keychain.failed` if it can't be read. */
  read(connectionId: string): Promise<string | null>;
  /** Saves a key and tells where it went. */
  save(connectionId: string, key: string): Promise<'keychain' | 'memory'>;
  remove(connectionId: string): Promise<void>;
}
