import { AppFailure, appError } from '../shared/result.ts';
import type { Log } from './log.ts';
import { neverLog } from './redact.ts';
import type { Secrets } from './secrets.ts';

/** The name under which the operating system lists our entries; the account is the connection's ID. */
export const keychainService = 'audience-push';

/** The three calls of keytar that we use. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** Milliseconds that a first look into the keychain may take before we go on without it. */
const probeLimitMs = 5_000;

/** Loads keytar; throws where its native part can't be loaded (Linux without libsecret). */
async function loadKeytar(): Promise<Keychain> {
  const loaded: { default?: Keychain } & Partial<Keychain> = await import('keytar');
  const keychain = loaded.default ?? loaded;
  if (!keychain.getPassword) throw new Error('keytar has no getPassword');
  return keychain as Keychain;
}

async function withinLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the keychain does not answer')), probeLimitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Opens the place for API keys: the operating system's keychain where it answers, else this process's memory. A key
 * is never written to disk by us.
 * @param load gives the keychain; a test hands its own.
 */
export async function openSecrets(log: Log, load: () => Promise<Keychain> = loadKeytar): Promise<Secrets> {
  let keychain: Keychain | null = null;
  try {
    const found = await load();
    // A look at an entry that doesn't exist: works without asking the person for anything.
    await withinLimit(found.getPassword(keychainService, 'is-it-there'));
    keychain = found;
  } catch (error) {
    log.warn('No keychain on this computer: API keys are kept in memory until the app is closed', { error });
  }
  return secretsIn(keychain, log);
}

/** As {@link openSecrets}, with a keychain that is known to work, or none. */
function secretsIn(keychain: Keychain | null, log: Log): Secrets {
  /** Keys that the keychain wouldn't take, or all of them where there is none. */
  const memory = new Map<string, string>();

  const failed = (error: unknown): AppFailure =>
    new AppFailure(
      appError('keychain.failed', undefined, error instanceof Error ? error.message : String(error)),
      { cause: error },
    );

  return {
    place: keychain ? 'keychain' : 'memory',
    async read(connectionId) {
      const remembered = memory.get(connectionId);
      if (remembered !== undefined || !keychain) return remembered ?? null;
      try {
        const key = await keychain.getPassword(keychainService, connectionId);
        if (key !== null) neverLog(key);
        return key;
      } catch (error) {
        throw failed(error);
      }
    },
    async save(connectionId, key) {
      neverLog(key);
      if (keychain) {
        try {
          await keychain.setPassword(keychainService, connectionId, key);
          memory.delete(connectionId);
          return 'keychain';
        } catch (error) {
          log.warn('The keychain refused to keep a key: it stays in memory until the app is closed', {
            error,
          });
        }
      }
      memory.set(connectionId, key);
      return 'memory';
    },
    async remove(connectionId) {
      memory.delete(connectionId);
      if (!keychain) return;
      try {
        await keychain.deletePassword(keychainService, connectionId);
      } catch (error) {
        throw failed(error);
      }
    },
  };
}
