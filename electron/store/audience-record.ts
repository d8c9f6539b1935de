import * as z from 'zod';
import { type Audience, type Oddity, oddityCodes, type ReadAs } from '../../shared/audience.ts';
import { type ReadHow, readHowSchema } from '../../shared/read-how.ts';

const readAsSchema = z.object({
  encoding: z.string(),
  encodingGuessed: z.boolean(),
  delimiter: z.string(),
  headerLine: z.int(),
  container: z.enum(['gzip', 'zip']).optional(),
  sheet: z.string().optional(),
  sheets: z.array(z.object({ name: z.string(), isHidden: z.boolean() })).optional(),
});

const odditySchema = z.object({
  code: z.enum(oddityCodes),
  count: z.int(),
  line: z.int().optional(),
});

const audienceRow = z.object({
  id: z.string(),
  file_name: z.string(),
  file_size: z.int(),
  state: z.enum(['importing', 'ready', 'failed', 'cancelled']),
  read_as: z.string(),
  columns: z.string(),
  row_count: z.int(),
  oddities: z.string(),
  imported_at: z.int(),
});

const sourceRow = z.object({
  path: z.string(),
  how: z.string().transform((text) => readHowSchema.parse(JSON.parse(text))),
  fingerprint: z.string().nullable(),
});

/** Where an audience came from. Never told to the window: it knows names, no paths. */
export interface AudienceSource {
  readonly path: string;
  /** What the person chose when it was read. */
  readonly how: ReadHow;
  /** SHA-256 of the file, in hexadecimal; null while it is being imported. */
  readonly fingerprint: string | null;
}

/** An audience as the table `audience` keeps it. */
export function parseAudience(value: unknown): Audience {
  const row = audienceRow.parse(value);
  return {
    id: row.id,
    fileName: row.file_name,
    fileSize: row.file_size,
    state: row.state,
    readAs: readAsSchema.parse(JSON.parse(row.read_as)) as ReadAs,
    columns: z.array(z.string()).parse(JSON.parse(row.columns)),
    rowCount: row.row_count,
    oddities: z.array(odditySchema).parse(JSON.parse(row.oddities)) as Oddity[],
    importedAt: row.imported_at,
  };
}

/** Where the audience of a row of that table came from. */
export const parseSource = (value: unknown): AudienceSource => sourceRow.parse(value);
