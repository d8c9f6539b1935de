import type { Secrets } from '../../electron/secrets.ts';

/** A keychain in memory. */
export function memorySecrets(): Secrets {
  const keys = new Map<string, string>();
  return {
    place: 'memory',
    read: async (id) => keys.get(id) ?? null,
    save: async (id, key) => {
      keys.set(id, key);
      return 'memory';
    },
    remove: async (id) => void keys.delete(id),
  };
}
