import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { holdOwner, ownerProbe, thisOwner, tidyOwners } from '../../electron/jobs/owner.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs();
const module = new URL('../../electron/jobs/owner.ts', import.meta.url).href;

/** Another process that holds itself in a folder until it is killed. */
async function startOwner(dataDir: string): Promise<{ owner: string; kill(): Promise<void> }> {
  const script = `
    const { holdOwner, thisOwner } = await import(${JSON.stringify(module)});
    holdOwner(${JSON.stringify(dataDir)});
    process.stdout.write(thisOwner);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = await once(child.stdout, 'data');
  return {
    owner: String(said),
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

describe('the owner of a run', () => {
  it('is alive as long as its process is, and no longer, however it ends', async () => {
    const dataDir = tempDir().path;
    const isAlive = ownerProbe(dataDir);
    const other = await startOwner(dataDir);
    expect(isAlive(other.owner)).toBe(true);
    // Looking changes nothing.
    expect(isAlive(other.owner)).toBe(true);
    await other.kill();
    expect(isAlive(other.owner)).toBe(false);
  });

  it('is this process for as long as it works in the folder', () => {
    const dataDir = tempDir().path;
    const [first, second] = [holdOwner(dataDir), holdOwner(dataDir)];
    first();
    expect(existsSync(`${dataDir}/owners/${thisOwner}.lock`)).toBe(true);
    second();
    expect(readdirSync(`${dataDir}/owners`)).toEqual([]);
  });

  it('is nobody under a mark that no process ever had', () => {
    const isAlive = ownerProbe(tempDir().path);
    expect(isAlive('../../etc/passwd')).toBe(false);
    expect(isAlive('00000000-0000-0000-0000-000000000000')).toBe(false);
  });

  it('leaves nothing behind once somebody tidies up', async () => {
    const dataDir = tempDir().path;
    const alive = await startOwner(dataDir);
    const dead = await startOwner(dataDir);
    await dead.kill();
    tidyOwners(dataDir);
    expect(readdirSync(`${dataDir}/owners`)).toEqual([`${alive.owner}.lock`]);
  });
});
