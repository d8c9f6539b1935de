/**
 * The only place where commands and events between the window and the main process are named.
 * For each command: the zod schema of its input (parsed on the main side before any handler runs) and the type
 * of its answer. A command without an entry, or an entry without a handler, doesn't compile.
 */
import * as z from 'zod';
import { type ApiProfile, apiProfileSchema } from './api-profile.ts';
import type {
  Audience,
  CheckedRow,
  CheckSummary,
  EarlierWork,
  EditState,
  EncodingReading,
  Row,
} from './audience.ts';
import {
  type AppInfo,
  type CatalogueProbe,
  type CheckProgress,
  type ConnectionTest,
  type ImportProgress,
  type Page,
  type PracticeContact,
  type PracticeStatus,
  type PushProgress,
  type RequestPreview,
  type RunDetail,
  type RunRow,
  type RunSummary,
  runRowKinds,
  type SourceTypeWarning,
} from './bridge-answers.ts';
import { type Catalogue, type CatalogueLists, catalogueSchema } from './catalogue.ts';
import { apiKeySchema, type Connection, connectionColors, connectionName } from './connection.ts';
import { type FindingCode, findingCodes, verdicts } from './findings.ts';
import { type Mapping, mappingSchema } from './mapping.ts';
import { type PracticeBehaviour, practiceBehaviourSchema } from './practice-faults.ts';
import { readHowSchema } from './read-how.ts';
import type { Result } from './result.ts';
import { type MappingTemplate, type TemplateMatch, templateName } from './template.ts';

export * from './bridge-answers.ts';

const id = z.string().regex(/^[0-9a-zA-Z-]{1,64}$/);
/** A page of rows: `offset` rows are skipped, at most `limit` come back. */
const page = { offset: z.int().min(0), limit: z.int().min(1).max(1000) };
const nothing = z.undefined();

export const rowFilterSchema = z.strictObject({
  verdict: z.enum(verdicts).optional(),
  code: z.enum(Object.keys(findingCodes) as [FindingCode, ...FindingCode[]]).optional(),
  /** Rows with this text in any cell, whatever its case. */
  text: z.string().max(200).optional(),
});
export type RowFilter = z.infer<typeof rowFilterSchema>;

export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** False until the person has chosen how to begin. */
  welcomed: z.boolean(),
  /** What the person was working on, so that a restart goes on there. */
  current: z
    .strictObject({
      audienceId: id.nullable(),
      connectionId: id.nullable(),
      runId: id.nullable(),
      step: z.enum(['audience', 'mapping', 'check', 'push', 'result']),
    })
    .nullable(),
});
export type Settings = z.infer<typeof settingsSchema>;

interface Command<Input extends z.ZodType, Answer> {
  readonly input: Input;
  /** Never there at run time: it carries the type of the answer. */
  readonly answer?: Answer;
}

const command =
  <Answer>() =>
  <Input extends z.ZodType>(input: Input): Command<Input, Answer> => ({ input });

/** All commands, by name. Answers are wrapped in a {@link Result}. */
export const commands = {
  'app.info': command<AppInfo>()(nothing),
  'settings.get': command<Settings>()(nothing),
  'settings.set': command<Settings>()(settingsSchema.partial()),

  'connections.list': command<Connection[]>()(nothing),
  /** The one message that carries a key, when it was typed and is saved. Without `apiKey` the key stays. */
  'connections.save': command<Connection>()(
    z.strictObject({
      id: id.optional(),
      name: connectionName,
      baseUrl: z.string().max(500),
      color: z.enum(connectionColors),
      apiKey: apiKeySchema.optional(),
    }),
  ),
  'connections.remove': command<null>()(z.strictObject({ id })),
  'connections.test': command<ConnectionTest>()(z.strictObject({ id })),
  /** A copy with its profile and key, under a name of its own. */
  'connections.duplicate': command<Connection>()(z.strictObject({ id })),
  'connections.profile': command<ApiProfile>()(z.strictObject({ id })),
  /**
   * Changes the API profile. A changed source type can make duplicates of all contacts that were sent before: it
   * isn't saved, and the answer warns, until `acceptSourceType` says that the person knows.
   */
  'connections.saveProfile': command<{ saved: boolean; warning: SourceTypeWarning | null }>()(
    z.strictObject({ id, profile: apiProfileSchema, acceptSourceType: z.boolean().optional() }),
  ),
  /** The request that a push would send: under a profile that isn't saved yet, with contacts of a check, or made-up ones. */
  'connections.preview': command<RequestPreview>()(
    z.strictObject({ id, profile: apiProfileSchema.optional(), checkId: id.optional() }),
  ),
  /** Connections as text for a file, without their keys. */
  'connections.exportText': command<{ text: string }>()(z.strictObject({ ids: z.array(id).max(500) })),
  /** Adds the connections of such a text; a name that is taken gets a number. */
  'connections.importText': command<Connection[]>()(z.strictObject({ text: z.string().max(1_000_000) })),

  'catalogue.get': command<Catalogue | null>()(z.strictObject({ connectionId: id })),
  /** Asks Hello Charles once which tags and properties exist, and keeps the answer. */
  'catalogue.probe': command<CatalogueProbe>()(z.strictObject({ connectionId: id })),
  /** Keeps lists that were typed, pasted or read from a file (`shared/catalogue.ts` reads the text). */
  'catalogue.save': command<Catalogue>()(z.strictObject({ connectionId: id, ...catalogueSchema.shape })),
  'catalogue.clear': command<null>()(z.strictObject({ connectionId: id })),

  /** Starts the practice workspace (if need be) and gives its connection. */
  'practice.start': command<Connection>()(nothing),
  'practice.status': command<PracticeStatus>()(nothing),
  'practice.contacts': command<Page<PracticeContact>>()(
    z.strictObject({ search: z.string().max(200), ...page }),
  ),
  /** How many contacts carry a tag, or have this text in a property (as "contains" does in a segment). */
  'practice.segment': command<{ count: number }>()(
    z.strictObject({
      kind: z.enum(['tag', 'property']),
      name: z.string().max(500),
      value: z.string().max(500).nullable(),
    }),
  ),
  'practice.addTag': command<PracticeStatus>()(z.strictObject({ tag: z.string().trim().min(1).max(200) })),
  'practice.addProperty': command<PracticeStatus>()(
    z.strictObject({
      technicalName: z.string().trim().min(1).max(200),
      type: z.enum(['string', 'number', 'date']),
    }),
  ),
  /** Forgets all contacts of the practice workspace; its tags, properties and key stay. */
  'practice.reset': command<PracticeStatus>()(nothing),
  'practice.behaviour': command<PracticeBehaviour>()(nothing),
  /** What goes wrong from now on, and in which form it answers. */
  'practice.behave': command<PracticeBehaviour>()(practiceBehaviourSchema),

  /** Asks for a file and begins to import it; null if the person closed the dialog. */
  'audiences.choose': command<{ audienceId: string } | null>()(nothing),
  'audiences.openSample': command<{ audienceId: string }>()(nothing),
  'audiences.list': command<Audience[]>()(nothing),
  'audiences.get': command<Audience>()(z.strictObject({ id })),
  'audiences.rows': command<Page<Row>>()(z.strictObject({ id, ...page })),
  'audiences.cancelImport': command<null>()(z.strictObject({ id })),
  'audiences.remove': command<null>()(z.strictObject({ id })),
  /** Imports a table that was copied somewhere: at most 20 million signs. */
  'audiences.paste': command<{ audienceId: string }>()(
    z.strictObject({ text: z.string().min(1).max(20_000_000) }),
  ),
  /** How the file's words read in each encoding, the likeliest first; none for a workbook or plain ASCII. */
  'audiences.readings': command<EncodingReading[]>()(z.strictObject({ id })),
  /**
   * Reads the file again as the person wants it. A new audience takes the place of this one when it is ready, and
   * takes its mapping along; if reading fails, this one stays.
   */
  'audiences.reread': command<{ audienceId: string }>()(z.strictObject({ id, how: readHowSchema })),
  /** What was done with a file of the same content before; null where nothing was. */
  'audiences.earlier': command<EarlierWork | null>()(z.strictObject({ id })),

  /** Changes cells, as one step that can be taken back. The check made before is out of date then. */
  'edits.set': command<EditState>()(
    z.strictObject({
      audienceId: id,
      changes: z
        .array(z.strictObject({ row: z.int().min(1), column: z.string(), text: z.string().max(10_000) }))
        .min(1)
        .max(1000),
    }),
  ),
  'edits.undo': command<EditState>()(z.strictObject({ audienceId: id })),
  'edits.redo': command<EditState>()(z.strictObject({ audienceId: id })),
  'edits.state': command<EditState>()(z.strictObject({ audienceId: id })),

  'templates.list': command<MappingTemplate[]>()(nothing),
  /** Templates that suit an audience, the best first; each says which columns it misses. */
  'templates.match': command<TemplateMatch[]>()(z.strictObject({ audienceId: id })),
  /** Saves a mapping for files like an audience's; a template of that name takes it on. */
  'templates.save': command<MappingTemplate>()(
    z.strictObject({ name: templateName, audienceId: id, mapping: mappingSchema }),
  ),
  'templates.rename': command<MappingTemplate>()(z.strictObject({ id, name: templateName })),
  'templates.remove': command<null>()(z.strictObject({ id })),
  /** Takes a template's mapping as the one that the person works on. */
  'templates.use': command<Mapping>()(z.strictObject({ id, audienceId: id })),
  /** A template as text for a file. */
  'templates.exportText': command<{ text: string }>()(z.strictObject({ id })),
  /** Adds a template from such a text, or from a mapping file; a name that is taken gets a number. */
  'templates.importText': command<MappingTemplate>()(
    z.strictObject({ text: z.string().max(1_000_000), fileName: z.string().max(200) }),
  ),

  /** The mapping that the person is working on; null where there is none yet. */
  'mapping.get': command<Mapping | null>()(z.strictObject({ audienceId: id })),
  /** Keeps the mapping that the person is working on; null where there is none any more. */
  'mapping.set': command<null>()(z.strictObject({ audienceId: id, mapping: mappingSchema.nullable() })),

  /** Checks all rows under a mapping. The last check of an audience replaces the one before. */
  'check.start': command<{ checkId: string }>()(
    z.strictObject({
      audienceId: id,
      mapping: mappingSchema,
      /** Whose catalogue tags and properties are compared with; none without it. */
      connectionId: id.nullable().optional(),
    }),
  ),
  'check.cancel': command<null>()(z.strictObject({ checkId: id })),
  /** The finished check of an audience; null where there is none. */
  'check.latest': command<{
    checkId: string;
    mapping: Mapping;
    /** The catalogue that it was made with. */
    catalogue: CatalogueLists | null;
    summary: CheckSummary;
    /** Cells were edited after it: it can be looked at, nothing more. */
    isStale: boolean;
  } | null>()(z.strictObject({ audienceId: id })),
  'check.rows': command<Page<CheckedRow>>()(
    z.strictObject({ checkId: id, filter: rowFilterSchema, ...page }),
  ),
  /** Asks where, and writes; null if the person closed the dialog. */
  'check.export': command<{ fileName: string; rows: number } | null>()(
    z.strictObject({ checkId: id, what: z.enum(['clean', 'rejects', 'checked']) }),
  ),

  'push.start': command<{ runId: string }>()(
    z.strictObject({
      checkId: id,
      connectionId: id,
      limit: z.int().min(1).optional(),
      /** Sends so many, and pauses with `canary`: `runs.sent` shows which. */
      canary: z.int().min(1).max(1000).optional(),
    }),
  ),
  /** The person pauses a push: the batch in flight is awaited. It never goes on by itself. */
  'push.pause': command<null>()(z.strictObject({ runId: id })),
  /** Goes on with a run that isn't finished. */
  'push.resume': command<null>()(z.strictObject({ runId: id, limit: z.int().min(1).optional() })),
  /** Sends the rejected and unknown contacts of a run again, as a run of their own. */
  'push.retry': command<{ runId: string }>()(
    z.strictObject({ runId: id, unconfirmed: z.boolean().optional() }),
  ),
  'push.cancel': command<null>()(z.strictObject({ runId: id })),
  'push.progress': command<PushProgress | null>()(z.strictObject({ runId: id })),

  'runs.list': command<RunSummary[]>()(nothing),
  'runs.get': command<RunDetail>()(z.strictObject({ runId: id })),
  'runs.rows': command<Page<RunRow>>()(z.strictObject({ runId: id, kind: z.enum(runRowKinds), ...page })),
  'runs.export': command<{ fileName: string; rows: number } | null>()(
    z.strictObject({ runId: id, kind: z.enum(runRowKinds) }),
  ),
  'runs.remove': command<null>()(z.strictObject({ runId: id })),
  /** The contacts of a run that were sent, whatever became of them: what to look for after a canary. */
  'runs.sent': command<Page<RunRow>>()(z.strictObject({ runId: id, ...page })),
  /** Forgets the row data of a run; its counts stay. */
  'runs.forget': command<null>()(z.strictObject({ runId: id })),

  /** Days after which row data is forgotten; null for never. */
  'retention.get': command<{ days: number | null }>()(nothing),
  'retention.set': command<{ days: number | null }>()(
    z.strictObject({ days: z.int().min(1).max(3650).nullable() }),
  ),
  /** Forgets the row data of all runs but those under way, and all imported audiences. */
  'retention.forgetNow': command<{ runs: number; audiences: number }>()(nothing),
} as const;

export type CommandName = keyof typeof commands;
export type CommandInput<Name extends CommandName> = z.infer<(typeof commands)[Name]['input']>;
export type CommandAnswer<Name extends CommandName> = Required<(typeof commands)[Name]>['answer'];

/** All events from the main process to the window, by name. */
export interface Events {
  'import.progress': ImportProgress;
  'check.progress': CheckProgress;
  'push.progress': PushProgress;
  'connections.changed': null;
  /** The person chose "Open file…" in the menu, or pressed its keys. */
  'menu.openFile': null;
}

export type EventName = keyof Events;

/** A `File` of the DOM, which `shared/` does not know. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
}

/** What the preload puts on `window.audiencePush`. */
export interface Bridge {
  /** Runs a command in the main process. Never rejects for a failure of the command: the answer tells. */
  call<Name extends CommandName>(
    name: Name,
    ...input: undefined extends CommandInput<Name> ? [] : [CommandInput<Name>]
  ): Promise<Result<CommandAnswer<Name>>>;
  /** Calls back on each event; the answer unsubscribes. */
  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void;
  /** Imports a file that was dropped on the window. Its path is found by the preload and never seen here. */
  openDropped(file: DroppedFile): Promise<Result<{ audienceId: string }>>;
}

/** The handlers that the main process must have, one for each command. */
export type Handlers = {
  readonly [Name in CommandName]: (
    input: CommandInput<Name>,
  ) => Promise<CommandAnswer<Name>> | CommandAnswer<Name>;
};
