import * as z from 'zod';

/** The most contacts that one request may carry (the integration guide: "up to 1,000 contacts"). */
export const maxBatchSize = 1000;

/** An HTTP header name: RFC 9110, section 5.1 (a token). */
const headerName = z.string().regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, 'not a header name');

/**
 * How to talk to the batch endpoint. The Batched Contacts API is a closed beta, so everything that is a guess
 * can be changed here. Every key is optional in a file; these are the defaults.
 */
export const apiProfileSchema = z.strictObject({
  version: z.literal(1).default(1),
  /** `single` is the documented one-contact `PUT /api/v1beta/contacts`: one request per contact. */
  mode: z.enum(['batch', 'single']).default('batch'),
  method: z.enum(['PUT', 'POST', 'PATCH']).default('PUT'),
  /** Absolute path below the connection's base URL. */
  path: z
    .string()
    .regex(/^\/[^\s?#]*$/, 'must begin with / and be a path only')
    .default('/api/v1beta/contacts/batch'),
  /** The name under which the array of contacts stands; null sends a bare array. */
  envelope: z.string().min(1).nullable().default('contacts'),
  auth: z
    .strictObject({
      header: headerName.default('x-api-key'),
      prefix: z
        .string()
        .regex(/^[\x20-\x7e]*$/)
        .default(''),
    })
    .default({ header: 'x-api-key', prefix: '' }),
  /** Goes out as `source_type`. Probably part of a contact's identity: changing it can make duplicates. */
  sourceType: z.string().min(1).max(100).default('audience-push'),
  phoneType: z.string().min(1).default('main'),
  emailType: z.string().min(1).default('main'),
  batchSize: z.int().min(1).max(maxBatchSize).default(maxBatchSize),
  /** Largest request body, in bytes of UTF-8. */
  maxBodyBytes: z.int().min(1000).default(5_000_000),
  /** Requests under way at once. */
  concurrency: z.int().min(1).max(16).default(1),
  /** Limit for one request as a whole, in milliseconds. */
  timeoutMs: z.int().min(100).max(600_000).default(60_000),
  maxAttempts: z.int().min(1).max(20).default(6),
});

export type ApiProfile = z.infer<typeof apiProfileSchema>;

export const defaultApiProfile: ApiProfile = apiProfileSchema.parse({});
