import * as z from 'zod';
import type { ApiProfile } from '../../shared/api-profile.ts';
import type { CatalogueProbe } from '../../shared/bridge.ts';
import { type CatalogueProperty, propertyType } from '../../shared/catalogue.ts';
import { keyedTransport } from '../push/keyed-transport.ts';
import type { Transport, TransportAnswer } from '../push/transport.ts';

/** How long one of the two lists may take, in milliseconds. */
const listTimeoutMs = 15_000;
const maxListBytes = 5_000_000;

/** charles' own lists: `label` of a tag; `name`, `type` and `input.type` of a property. */
const tagsSchema = z.object({ data: z.array(z.looseObject({ label: z.string().trim().min(1).max(255) })) });
const propertiesSchema = z.object({
  data: z.array(
    z.looseObject({
      name: z.string().trim().min(1).max(255),
      type: z.string().optional(),
      input: z.looseObject({ type: z.string().optional() }).nullish(),
    }),
  ),
});

type Listed<Item> =
  | { readonly kind: 'list'; readonly items: readonly Item[]; readonly complete: boolean }
  | { readonly kind: 'refused' | 'unreachable' | 'unclear'; readonly detail: string };

/**
 * Asks Hello Charles once for its tags and custom properties. Whether an API key may read them isn't known: a
 * refusal is an answer like another. A list that isn't whole is not taken, or good tags would be called unknown.
 * @param now milliseconds since 1970
 */
export async function probeCatalogue(
  baseUrl: string,
  profile: ApiProfile,
  apiKey: string,
  transport: Transport,
  signal: AbortSignal,
  now: number,
): Promise<CatalogueProbe> {
  const send = keyedTransport(transport, profile, apiKey);
  const read = (path: string): Promise<TransportAnswer> =>
    send({
      method: 'GET',
      url: baseUrl + path,
      body: null,
      timeoutMs: listTimeoutMs,
      maxAnswerBytes: maxListBytes,
      signal,
    });
  const tags = listIn(await read('/api/v0/tags'), tagsSchema);
  if (tags.kind !== 'list') return { status: tags.kind, detail: tags.detail };
  const properties = listIn(await read('/api/v0/custom_properties'), propertiesSchema);
  if (properties.kind !== 'list') return { status: properties.kind, detail: properties.detail };
  if (!tags.complete && !properties.complete) {
    return { status: 'unclear', detail: 'only a part of the lists was given' };
  }
  return {
    status: 'loaded',
    catalogue: {
      tags: tags.complete ? [...new Set(tags.items.map(({ label }) => label))] : null,
      properties: properties.complete ? properties.items.map(toProperty) : null,
      source: 'api',
      updatedAt: now,
    },
  };
}

function toProperty({
  name,
  type,
  input,
}: z.infer<typeof propertiesSchema>['data'][number]): CatalogueProperty {
  // A date is a text with a date's input there.
  const isDate = propertyType(input?.type ?? '') === 'date';
  return { technicalName: name, type: isDate ? 'date' : propertyType(type ?? '') };
}

function listIn<Item>(answer: TransportAnswer, schema: z.ZodType<{ data: Item[] }>): Listed<Item> {
  if (answer.kind === 'failure') return { kind: 'unreachable', detail: answer.detail };
  const { status, headers, body } = answer;
  if (status === 401 || status === 403 || status === 404 || status === 405)
    return { kind: 'refused', detail: `HTTP ${status}` };
  if (status !== 200) return { kind: 'unclear', detail: `HTTP ${status}` };
  let parsed: ReturnType<typeof schema.safeParse>;
  try {
    parsed = schema.safeParse(JSON.parse(body));
  } catch {
    return { kind: 'unclear', detail: 'the answer is not JSON' };
  }
  if (!parsed.success) return { kind: 'unclear', detail: 'the answer is not a list' };
  const items = parsed.data.data;
  const counted = Number(headers['x-resource-count'] ?? items.length);
  return { kind: 'list', items, complete: !(counted > items.length) };
}
