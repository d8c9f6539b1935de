/**
 * One import and check by the engine, measured from inside: `node engine-run.ts FILE DATA_DIR [--more]`.
 * `--more` also pages through the result and checks again under another default country.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openEngine } from '../../../electron/engine.ts';
import { mappingSchema } from '../../../shared/mapping.ts';

const [path = '', dataDir = '', ...flags] = process.argv.slice(2);

const mappingFor = (country: string) =>
  mappingSchema.parse({
    version: 1,
    externalReferenceId: { column: 'customer_id' },
    firstName: { column: 'first_name' },
    lastName: { column: 'last_name' },
    phoneNumber: { column: 'phone' },
    emailAddress: { column: 'email' },
    tags: [{ constant: 'spring' }, { column: 'tags', separator: ';' }],
    customProperties: [
      { technicalName: 'last_order', type: 'date', format: 'dd.MM.yyyy', source: { column: 'last_order' } },
    ],
    phone: { defaultCountry: country },
    onlyRowsWhere: [{ column: 'consent', in: ['yes'] }],
  });

const engine = await openEngine({
  dataDir,
  secrets: {
    place: 'memory',
    read: async () => null,
    save: async () => 'memory',
    remove: async () => undefined,
  },
  transport: async () => {
    throw new Error('nothing is sent here');
  },
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
});

async function timed<Output>(act: () => Promise<Output>): Promise<{ ms: number; output: Output }> {
  const start = performance.now();
  const output = await act();
  return { ms: Math.round((performance.now() - start) * 10) / 10, output };
}

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const imported = await timed(() => engine.imports.finished(engine.openFile(path).audienceId));
const audienceId = imported.output.id;
// Threads are part of this process: its peak is theirs.
const peakMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);
const peakOfImport = peakMb();
const check = (country: string) =>
  timed(async () => {
    const { checkId } = engine.checks.start(audienceId, mappingFor(country));
    return { checkId, summary: await engine.checks.finished(checkId) };
  });
const checked = await check('DE');
delay.disable();
const result: Record<string, unknown> = {
  rows: imported.output.rowCount,
  importMs: imported.ms,
  checkMs: checked.ms,
  verdicts: checked.output.summary.rows,
  peakMb: { import: peakOfImport, check: peakMb() },
  // Resolution included: a sample is taken every millisecond.
  delayP99Ms: Math.round((delay.percentile(99) / 1e6) * 10) / 10,
  delayMaxMs: Math.round((delay.max / 1e6) * 10) / 10,
};
if (flags.includes('--more')) {
  const { checkId } = checked.output;
  const offset = Math.floor(imported.output.rowCount * 0.98);
  const page = (filter: object, at: number) =>
    timed(async () => engine.handlers['check.rows']({ checkId, filter, offset: at, limit: 100 }));
  result.firstPageMs = (await page({}, offset)).ms;
  const pages: number[] = [];
  for (let round = 0; round < 20; round += 1) pages.push((await page({}, offset + round * 100)).ms);
  result.pageMs = pages.sort((a, b) => a - b)[Math.floor(pages.length * 0.9)];
  result.pageByCodeMs = (await page({ code: 'phone.too_short' }, 1000)).ms;
  result.pageByVerdictMs = (await page({ verdict: 'fixed' }, 10_000)).ms;
  result.searchMs = (await page({ text: 'zoe.99' }, 0)).ms;
  result.recheckMs = (await check('AT')).ms;
}
if (flags.includes('--more')) result.peakOfAllMb = peakMb();
console.log(JSON.stringify(result));
await engine.close();
