import type { Oddity, ReadAs } from '../../shared/audience.ts';
import type { ReadHow } from '../../shared/read-how.ts';
import type { TaskRunner } from '../jobs/pool-client.ts';
import { requireRoom, roomKept } from '../store/disk-room.ts';
import type { RowFileWriter } from '../store/row-file.ts';
import { type FileKind, inspectFile } from './file-kind.ts';
import { stageText } from './stage-text.ts';

export interface StageProgress {
  readonly rows: number;
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

export interface Staged {
  /** Bytes. */
  readonly fileSize: number;
  /** SHA-256 of the file's content, in hexadecimal. */
  readonly fingerprint: string;
  readonly readAs: ReadAs;
  readonly columns: readonly string[];
  readonly rowCount: number;
  readonly oddities: readonly Oddity[];
}

/** What staging works with. */
export interface StageContext {
  /** Folder of the store. */
  readonly dataDir: string;
  readonly path: string;
  /** What the person chose; everything else is found out. */
  readonly how: ReadHow;
  /** Where its rows go. */
  readonly rows: RowFileWriter;
  readonly pool: TaskRunner;
  readonly signal: AbortSignal;
  /** Called after every few rows that were staged. @throws AppFailure `store.disk_full` when room runs out */
  readonly onProgress: (rows: number, bytesRead: number) => void;
}

/** Bytes that must be free to stage a file of so many. A text takes about as much as it has; what is packed, more. */
export const roomToStage = (fileSize: number): number => fileSize + roomKept.inBulk;

/**
 * Reads a file and stages its rows. Every record becomes a row or is counted in an oddity.
 * @throws AppFailure `file.*` or `store.*`; the signal's reason when cancelled
 */
export async function stageFile(
  context: Omit<StageContext, 'onProgress'>,
  onProgress: (progress: StageProgress) => void,
): Promise<Staged> {
  const kind = await inspectFile(context.path);
  requireRoom(context.dataDir, roomToStage(kind.size));
  const whole: StageContext = {
    ...context,
    onProgress(rows, bytesRead) {
      // A packed file can grow a lot, and others write to the disk, too.
      requireRoom(context.dataDir, roomKept.inBulk);
      onProgress({ rows, bytesRead, bytesTotal: kind.size });
    },
  };
  const staged = kind.kind === 'text' ? await stageText(kind, whole) : await stageSheets(kind, whole);
  context.signal.throwIfAborted();
  return { fileSize: kind.size, ...staged, oddities: addedUp(staged.oddities) };
}

/** Each code once: the same can be odd above the header and below it. */
function addedUp(oddities: readonly Oddity[]): Oddity[] {
  const found = new Map<Oddity['code'], Oddity>();
  for (const oddity of oddities) {
    const known = found.get(oddity.code);
    const line = Math.min(known?.line ?? Number.POSITIVE_INFINITY, oddity.line ?? Number.POSITIVE_INFINITY);
    found.set(oddity.code, {
      code: oddity.code,
      count: (known?.count ?? 0) + oddity.count,
      ...(Number.isFinite(line) ? { line } : null),
    });
  }
  return [...found.values()];
}

/** What reads workbooks is only loaded for one. */
async function stageSheets(
  kind: Exclude<FileKind, { kind: 'text' }>,
  context: StageContext,
): Promise<Omit<Staged, 'fileSize'>> {
  const { stageWorkbook } = await import('./stage-workbook.ts');
  return await stageWorkbook(kind, context);
}
