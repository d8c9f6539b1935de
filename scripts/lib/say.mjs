/** What the scripts tell people: on standard error, so that standard output stays for results. */

/** @param {string} text */
export const say = (text) => void process.stderr.write(`${text}\n`);

/** A problem that a person can solve: told in one go, without a stack. */
export class Problem extends Error {}

/**
 * Runs a script's main function; its answer is the exit code.
 * @param {() => Promise<number>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
