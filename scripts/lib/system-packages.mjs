/** Packages of the operating system, installed only where that is allowed without asking anybody. */
import { existsSync } from 'node:fs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const installLimitMs = 10 * 60 * 1000;

/** How to become root without a question: nothing to do, sudo without a password, or not at all. */
async function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  const { code } = await run('sudo', ['-n', 'true'], { limitMs: 5_000 });
  return code === 0 ? ['sudo', '-n'] : null;
}

/**
 * Installs Debian packages.
 * @param {readonly string[]} packages
 * @returns {Promise<boolean>} whether they are there now
 */
export async function installDebianPackages(packages) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return false;
  const prefix = await rootPrefix();
  if (prefix === null) return false;
  say(`Installing ${packages.join(', ')} with apt-get…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (/** @type {readonly string[]} */ args) => {
    const [command = 'apt-get', ...rest] = [...prefix, 'apt-get', ...args];
    return run(command, rest, { env, limitMs: installLimitMs });
  };
  await apt(['update', '-qq']);
  const { code } = await apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  return code === 0;
}
