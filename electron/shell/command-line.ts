/** The words with which a command line begins; anything else opens the window. */
const commandNames = new Set([
  'check',
  'push',
  'resume',
  'retry',
  'runs',
  'show',
  'export',
  'connection',
  'demo',
  'help',
  '--help',
  '--version',
]);

/**
 * The command line that this process was started with, or null where it should open a window.
 * @param argv as in `process.argv`.
 * @param packaged whether this is an installed app: then the executable is the app; else a script comes after it.
 */
export function commandLineIn(argv: readonly string[], packaged: boolean): readonly string[] | null {
  const words = argv.slice(packaged ? 1 : 2);
  return words[0] !== undefined && commandNames.has(words[0]) ? words : null;
}
