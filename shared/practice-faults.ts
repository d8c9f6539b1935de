/**
 * What the practice workspace can be told to do wrong, and the forms in which it can answer: everything that a
 * real API, a proxy or a bad line may do to a push.
 */
import * as z from 'zod';

/** Each fault with what it does. The words for the window are its own. */
export const practiceFaults = {
  stall_headers: 'takes the request and never answers',
  stall_body: 'begins an answer and never ends it',
  reset: 'takes the request and cuts the connection',
  reset_body: 'cuts the connection in the middle of the answer',
  truncated_json: 'answers 200 with JSON that breaks off',
  html_502: 'answers 502 with a web page, as a gateway does',
  http_408: 'answers 408',
  http_425: 'answers 425',
  http_429_seconds: 'answers 429 with Retry-After in seconds',
  http_429_date: 'answers 429 with Retry-After as a date',
  http_429: 'answers 429 without Retry-After',
  http_500: 'answers 500',
  http_503: 'answers 503',
  http_401: 'answers 401: the key is refused',
  http_403: 'answers 403: no access',
  http_404: 'answers 404',
  http_413: 'answers 413 to more than one contact',
  http_415: 'answers 415',
  refused_named: 'refuses the whole request with 400 and names a record',
  refused_unnamed: 'refuses the whole request with 400 and names none',
  redirect: 'sends elsewhere with 301',
  endless_body: 'answers without end',
  wrong_length: 'answers with one result too few',
  foreign_ids: 'answers with results for IDs that were not sent',
  repeated_id: 'answers with the same ID twice',
} as const;
export type PracticeFaultCode = keyof typeof practiceFaults;

/** Forms of a good answer. The contacts are applied, whatever the form. */
export const practiceForms = {
  items: 'one item a contact, with its ID and code (Splio); the usual form',
  error_list: 'errors by position only (Customer.io)',
  results_errors: 'good ones under results, bad ones under errors (HubSpot)',
  by_position: 'success or not, by position (Bloomreach)',
  data_errors: 'contacts under data, the bad ones under errors (charles)',
  empty: '204 without a body',
  object: '200 with an empty object',
} as const;
export type PracticeForm = keyof typeof practiceForms;

const codes = Object.keys(practiceFaults) as [PracticeFaultCode, ...PracticeFaultCode[]];
const forms = Object.keys(practiceForms) as [PracticeForm, ...PracticeForm[]];

/** How the practice workspace behaves from now on. */
export const practiceBehaviourSchema = z.strictObject({
  form: z.enum(forms).default('items'),
  /** Null: nothing goes wrong. */
  fault: z
    .strictObject({
      code: z.enum(codes),
      /** Requests that go well first. */
      after: z.int().min(0).max(1_000_000).default(0),
      /** Requests that it strikes; null for all from there on. */
      times: z.int().min(1).max(1_000_000).nullable().default(1),
    })
    .nullable()
    .default(null),
  /** Milliseconds before each answer. */
  latencyMs: z.int().min(0).max(60_000).default(0),
});
export type PracticeBehaviour = z.infer<typeof practiceBehaviourSchema>;

export const usualBehaviour: PracticeBehaviour = practiceBehaviourSchema.parse({});
