import { brokenIdentities } from '../../shared/receipt.ts';
import { practiceId } from '../connections/connections.ts';
import { sampleMappingPath, samplePath } from '../practice/sample/sample-path.ts';
import { importFile, runCheck } from './check.ts';
import { type CommonOptions, exitCodes } from './io.ts';
import { followPush } from './push.ts';
import { readMapping } from './read-json.ts';
import { withSession } from './session.ts';
import { count, say } from './words.ts';

/**
 * `demo`: the whole line without a window: the sample audience into the practice workspace.
 * @returns 0 when the receipt adds up. The sample has bad rows by design, so they are no failure here.
 */
export const demoCommand = (options: CommonOptions): Promise<number> =>
  withSession(options, async (session) => {
    const { engine, terminal } = session;
    terminal.note(say('demo'));
    const mapping = await readMapping(sampleMappingPath);
    await engine.connections.startPractice();
    const { connection, apiKey } = await engine.connections.open(practiceId);
    const audience = await importFile(session, 'spring-vip.csv', samplePath);
    const { checkId } = await runCheck(session, audience, mapping);
    const { runId } = engine.pushes.start(checkId, { ...connection, apiKey });
    await followPush(session, runId, connection.name);
    const run = engine.runs.get(runId);
    const receipt = engine.runs.receipt(run);
    const tag = run.segments.find((segment) => segment.kind === 'tag')?.name ?? '';
    const tagged = await engine.handlers['practice.segment']({ kind: 'tag', name: tag, value: null });
    const status = await engine.handlers['practice.status'](undefined);
    terminal.print(say('demoHolds', { count: count(status.contacts), tagged: count(tagged.count), tag }));
    const holds = receipt.state === 'finished' && brokenIdentities(receipt).length === 0;
    return holds ? exitCodes.complete : exitCodes.failed;
  });
