import * as z from 'zod';

const name = z.string().trim().min(1).max(255);

/** What the person decided about a tag: leave it out, write it otherwise, or don't send who has it. */
export const tagFixSchema = z.discriminatedUnion('action', [
  z.strictObject({ tag: z.string().min(1), action: z.literal('drop') }),
  z.strictObject({ tag: z.string().min(1), action: z.literal('rename'), to: name }),
  z.strictObject({ tag: z.string().min(1), action: z.literal('exclude') }),
]);
export type TagFix = z.infer<typeof tagFixSchema>;

/** The tags of a row under the person's decisions; null where the row isn't to be sent. */
export function fixTags(tags: readonly string[], fixes: ReadonlyMap<string, TagFix>): string[] | null {
  const result = new Set<string>();
  for (const tag of tags) {
    const fix = fixes.get(tag);
    if (fix?.action === 'exclude') return null;
    if (fix?.action === 'rename') result.add(fix.to);
    else if (!fix) result.add(tag);
  }
  return [...result];
}
