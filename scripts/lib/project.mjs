/** Where things are in this project. */
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');

/** A path in the project. @param {string[]} parts */
export const at = (...parts) => join(root, ...parts);

/** The Node that the project brings along: the same major version as Electron's. */
export const projectNode = at('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** The environment for our tools: the project's Node and commands come first. */
export const toolEnvironment = () => {
  const separator = process.platform === 'win32' ? ';' : ':';
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [name]: `${at('node_modules/.bin')}${separator}${process.env[name] ?? ''}` };
};
