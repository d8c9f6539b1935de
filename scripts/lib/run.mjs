/** Starting other programs. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './project.mjs';

/**
 * The exit code that a shell would give.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
const exitCode = (code, signal) => code ?? 128 + (signal === null ? 1 : (constants.signals[signal] ?? 1));

/**
 * Runs a program to its end and collects what it says.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, limitMs?: number, shell?: boolean, onOutput?: (text: string) => void }} [options]
 * `limitMs`: after that many milliseconds it is ended, and the code is 124.
 * @returns {Promise<{ code: number, output: string }>} code 127 where there is no such program
 */
export function run(command, args, { env = process.env, limitMs, shell = false, onOutput } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let late = false;
    const timer =
      limitMs === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            child.kill('SIGKILL');
          }, limitMs);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        onOutput?.(String(chunk));
      });
    }
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, output: output + error.message });
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: late ? 124 : exitCode(code, signal), output });
    });
  });
}

/**
 * Runs a program in the place of this one: it has the terminal, gets the signals, and its exit code is ours.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, stdout?: 'inherit' | 'stderr' }} [options]
 * `cwd`: the folder that relative paths in its arguments start from; the project's by default.
 * @returns {Promise<number>}
 */
export function handOver(command, args, { env = process.env, cwd = root, stdout = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['inherit', stdout === 'stderr' ? 2 : 'inherit', 'inherit'],
    });
    // A terminal sends Ctrl+C to both of us: the other one decides what it means.
    const forward = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
    const ignore = () => {};
    process.on('SIGINT', ignore);
    process.on('SIGTERM', forward);
    process.on('SIGHUP', forward);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', forward);
      process.off('SIGHUP', forward);
      resolve(exitCode(code, signal));
    });
  });
}
