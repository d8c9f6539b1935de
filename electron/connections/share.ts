import * as z from 'zod';
import { apiProfileSchema } from '../../shared/api-profile.ts';
import { connectionColors, connectionName } from '../../shared/connection.ts';
import { failWith } from '../../shared/result.ts';
import type { StoredConnection } from '../store/connections.ts';

const fileSchema = z.object({
  audiencePushConnections: z.literal(1),
  connections: z
    .array(
      z.object({
        name: connectionName,
        baseUrl: z.string().max(500),
        color: z.enum(connectionColors).catch('slate'),
        profile: apiProfileSchema,
      }),
    )
    .max(500),
});

/** A connection as another computer may get it: without its key. */
export type SharedConnection = z.infer<typeof fileSchema>['connections'][number];

/** Connections as the text of a file. Keys aren't in it: they are asked for where it is imported. */
export function exportConnections(connections: readonly StoredConnection[]): string {
  const shared = connections
    .filter(({ practice }) => !practice)
    .map(({ name, baseUrl, color, profile }): SharedConnection => ({ name, baseUrl, color, profile }));
  return `${JSON.stringify({ audiencePushConnections: 1, connections: shared }, null, 2)}\n`;
}

/** The connections of such a text. @throws AppFailure `connection.bad_file` */
export function readConnections(text: string): SharedConnection[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    return failWith('connection.bad_file', undefined, thrown instanceof Error ? thrown.message : undefined);
  }
  const parsed = fileSchema.safeParse(json);
  if (parsed.success) return parsed.data.connections;
  const issue = parsed.error.issues[0];
  return failWith('connection.bad_file', undefined, `${issue?.path.join('.')}: ${issue?.message}`);
}

/** A name that isn't taken: the given one, or with a number behind it. */
export function freeName(name: string, taken: readonly string[]): string {
  const used = new Set(taken.map((each) => each.toLowerCase()));
  if (!used.has(name.toLowerCase())) return name;
  for (let number = 2; ; number += 1) {
    const candidate = `${name.slice(0, 54)} ${number}`;
    if (!used.has(candidate.toLowerCase())) return candidate;
  }
}
