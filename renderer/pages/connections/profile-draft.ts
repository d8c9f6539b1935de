import { type ApiProfile, apiProfileSchema, defaultApiProfile } from '../../../shared/api-profile.ts';

/** The fields of an API profile as they stand on the screen: texts, which may be wrong. */
export interface ProfileDraft {
  readonly mode: ApiProfile['mode'];
  readonly method: ApiProfile['method'];
  readonly path: string;
  /** Empty for a bare array. */
  readonly envelope: string;
  readonly header: string;
  readonly prefix: string;
  readonly sourceType: string;
  readonly phoneType: string;
  readonly emailType: string;
  readonly batchSize: string;
  /** In bytes. */
  readonly maxBodyBytes: string;
  readonly concurrency: string;
  /** In seconds. */
  readonly timeout: string;
  readonly maxAttempts: string;
}
export type ProfileField = keyof ProfileDraft;

export function draftOf(profile: ApiProfile): ProfileDraft {
  return {
    mode: profile.mode,
    method: profile.method,
    path: profile.path,
    envelope: profile.envelope ?? '',
    header: profile.auth.header,
    prefix: profile.auth.prefix,
    sourceType: profile.sourceType,
    phoneType: profile.phoneType,
    emailType: profile.emailType,
    batchSize: String(profile.batchSize),
    maxBodyBytes: String(profile.maxBodyBytes),
    concurrency: String(profile.concurrency),
    timeout: String(profile.timeoutMs / 1000),
    maxAttempts: String(profile.maxAttempts),
  };
}

/** The draft of a profile that nobody changed. */
export const defaultDraft: ProfileDraft = draftOf(defaultApiProfile);

/** Where a field of the draft stands in the profile. */
const places: Readonly<Record<string, ProfileField>> = {
  'auth.header': 'header',
  'auth.prefix': 'prefix',
  timeoutMs: 'timeout',
};

const isField = (name: string): name is ProfileField => Object.hasOwn(defaultDraft, name);

const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.trim()));

/** The profile of a draft, or the fields that are wrong. */
export function profileOf(
  draft: ProfileDraft,
):
  | { readonly profile: ApiProfile; readonly wrong: ReadonlySet<ProfileField> }
  | { readonly profile: null; readonly wrong: ReadonlySet<ProfileField> } {
  const parsed = apiProfileSchema.safeParse({
    version: 1,
    mode: draft.mode,
    method: draft.method,
    path: draft.path.trim(),
    envelope: draft.envelope.trim() === '' ? null : draft.envelope.trim(),
    // A prefix such as "Bearer " ends with a space that matters.
    auth: { header: draft.header.trim(), prefix: draft.prefix },
    sourceType: draft.sourceType.trim(),
    phoneType: draft.phoneType.trim(),
    emailType: draft.emailType.trim(),
    batchSize: numberIn(draft.batchSize),
    maxBodyBytes: numberIn(draft.maxBodyBytes),
    concurrency: numberIn(draft.concurrency),
    timeoutMs: Math.round(numberIn(draft.timeout) * 1000),
    maxAttempts: numberIn(draft.maxAttempts),
  });
  if (parsed.success) return { profile: parsed.data, wrong: new Set() };
  const wrong = parsed.error.issues.flatMap(({ path }) => {
    const place = path.join('.');
    const name = places[place] ?? place;
    return isField(name) ? [name] : [];
  });
  return { profile: null, wrong: new Set(wrong) };
}
