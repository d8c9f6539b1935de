import { describe, expect, it } from 'vitest';
import { silentLog } from '../../electron/log.ts';
import { type Keychain, openSecrets } from '../../electron/secrets-keychain.ts';

/** A keychain in memory, which can be made to fail. */
function fakeKeychain(): Keychain & { entries: Map<string, string>; broken: boolean } {
  const entries = new Map<string, string>();
  const keychain = {
    entries,
    broken: false,
    async getPassword(_service: string, account: string) {
      if (keychain.broken) throw new Error('locked');
      return entries.get(account) ?? null;
    },
    async setPassword(_service: string, account: string, password: string) {
      if (keychain.broken) throw new Error('locked');
      entries.set(account, password);
    },
    async deletePassword(_service: string, account: string) {
      if (keychain.broken) throw new Error('locked');
      return entries.delete(account);
    },
  };
  return keychain;
}

const noKeychain = async (): Promise<Keychain> => {
  throw new Error('no D-Bus');
};

describe('keys with a keychain', () => {
  it('are kept there, found by another start, and removed', async () => {
    const keychain = fakeKeychain();
    const secrets = await openSecrets(silentLog, async () => keychain);
    expect(secrets.place).toBe('keychain');
    expect(await secrets.save('a', 'first-key')).toBe('keychain');
    expect(keychain.entries.get('a')).toBe('first-key');
    expect(await (await openSecrets(silentLog, async () => keychain)).read('a')).toBe('first-key');
    await secrets.remove('a');
    expect(await secrets.read('a')).toBeNull();
  });

  it('stay in memory when the keychain refuses to take them, and it says so', async () => {
    const keychain = fakeKeychain();
    const secrets = await openSecrets(silentLog, async () => keychain);
    keychain.broken = true;
    expect(await secrets.save('a', 'first-key')).toBe('memory');
    expect(await secrets.read('a')).toBe('first-key');
  });

  it('that cannot be read are an error, not a missing key, and are not deleted', async () => {
    const keychain = fakeKeychain();
    const secrets = await openSecrets(silentLog, async () => keychain);
    await secrets.save('a', 'first-key');
    keychain.broken = true;
    await expect(secrets.read('a')).rejects.toMatchObject({ error: { code: 'keychain.failed' } });
    await expect(secrets.remove('a')).rejects.toMatchObject({ error: { code: 'keychain.failed' } });
    expect(keychain.entries.get('a')).toBe('first-key');
  });
});

describe('keys without a keychain', () => {
  it('live until the process ends', async () => {
    const secrets = await openSecrets(silentLog, noKeychain);
    expect(secrets.place).toBe('memory');
    expect(await secrets.save('a', 'first-key')).toBe('memory');
    expect(await secrets.read('a')).toBe('first-key');
    expect(await (await openSecrets(silentLog, noKeychain)).read('a')).toBeNull();
  });
});
