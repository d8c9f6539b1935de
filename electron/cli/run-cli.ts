import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { runRowKinds } from '../../shared/bridge.ts';
import { connectionColors } from '../../shared/connection.ts';
import { practiceForms } from '../../shared/practice-faults.ts';
import { appVersion } from '../version.ts';
import { checkCommand } from './check.ts';
import { addConnection, listConnections, removeConnection, testConnection } from './connection.ts';
import { demoCommand } from './demo.ts';
import { exitCodes } from './io.ts';
import { pushCommand, resumeCommand, retryCommand } from './push.ts';
import { exportCommand, runsCommand, showCommand } from './runs.ts';
import { say } from './words.ts';

/**
 * Runs the command line.
 * @param words what was typed after the program's name
 * @returns the exit code: 0 complete, 1 no run came to be, 2 some rows didn't make it, 3 a run isn't finished
 */
export async function runCli(words: readonly string[]): Promise<number> {
  let code: number = exitCodes.complete;
  const ends = async (work: Promise<number>): Promise<void> => {
    code = await work;
  };
  const program = new Command('audience-push').description(say('about')).version(appVersion).exitOverride();
  const add = (to: Command, name: string, about: string): Command =>
    to
      .command(name)
      .description(about)
      .option('--data-dir <dir>', say('option.dataDir'))
      .option('--json', say('option.json'))
      .option('--quiet', say('option.quiet'))
      .option('--yes', say('option.yes'))
      .exitOverride();

  add(program, 'check <file>', say('usage.check'))
    .option('--mapping <file>', say('option.mapping'))
    .option('--out <file>', say('option.out'))
    .option('--clean <file>', say('option.clean'))
    .option('--rejects <file>', say('option.rejects'))
    .action((file, options) => ends(checkCommand(file, options)));
  const practising = (command: Command): Command =>
    command
      .option('--practice-fault <fault>', say('option.practiceFault'))
      .addOption(
        new Option('--practice-form <form>', say('option.practiceForm')).choices(Object.keys(practiceForms)),
      )
      .option('--practice-latency <ms>', say('option.practiceLatency'), positive);
  practising(add(program, 'push <file>', say('usage.push')))
    .requiredOption('--mapping <file>', say('option.mappingRequired'))
    .option('--connection <name>', say('option.connection'))
    .option('--practice', say('option.practice'))
    .option('--base-url <url>', say('option.baseUrl'))
    .option('--profile <file>', say('option.profile'))
    .option('--limit <n>', say('option.limit'), positive)
    .action((file, options) => ends(pushCommand(file, options)));
  practising(add(program, 'resume <run>', say('usage.resume')))
    .option('--limit <n>', say('option.limit'), positive)
    .action((run, options) => ends(resumeCommand(run, options)));
  practising(add(program, 'retry <run>', say('usage.retry')))
    .addOption(new Option('--rows <kind>', say('option.retryRows')).choices(['unconfirmed']))
    .action((run, options) => ends(retryCommand(run, options)));
  add(program, 'runs', say('usage.runs')).action((options) => ends(runsCommand(options)));
  add(program, 'show <run>', say('usage.show')).action((run, options) => ends(showCommand(run, options)));
  add(program, 'export <run>', say('usage.export'))
    .addOption(new Option('--rows <kind>', say('option.rows')).choices(runRowKinds).makeOptionMandatory())
    .requiredOption('--out <file>', say('option.outFile'))
    .action((run, options) => ends(exportCommand(run, options)));
  add(program, 'demo', say('usage.demo')).action((options) => ends(demoCommand(options)));

  const connection = program.command('connection').description(say('usage.connection')).exitOverride();
  add(connection, 'add <name> <url>', say('usage.connectionAdd'))
    .addOption(new Option('--color <color>', say('option.color')).choices(connectionColors))
    .action((name, url, options) => ends(addConnection(name, url, options)));
  add(connection, 'list', say('usage.connectionList')).action((options) => ends(listConnections(options)));
  add(connection, 'test <name>', say('usage.connectionTest')).action((name, options) =>
    ends(testConnection(name, options)),
  );
  add(connection, 'remove <name>', say('usage.connectionRemove')).action((name, options) =>
    ends(removeConnection(name, options)),
  );

  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (thrown) {
    // Help and version end this way too, with 0; a wrong call was explained on standard error.
    if (thrown instanceof CommanderError)
      return thrown.exitCode === 0 ? exitCodes.complete : exitCodes.failed;
    throw thrown;
  }
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1 on');
  return value;
}
