import { describe, expect, it } from 'vitest';
import { defaultDraft, draftOf, profileOf } from '../../../renderer/pages/connections/profile-draft.ts';
import { apiProfileSchema, defaultApiProfile } from '../../../shared/api-profile.ts';

describe('an API profile on the screen', () => {
  it('comes back as it was, whatever was set in it', () => {
    const profile = apiProfileSchema.parse({
      mode: 'single',
      method: 'POST',
      path: '/api/v1beta/contacts',
      envelope: null,
      auth: { header: 'api-key', prefix: 'Bearer ' },
      sourceType: 'shop',
      timeoutMs: 2_500,
      concurrency: 3,
    });
    expect(profileOf(draftOf(profile))).toEqual({ profile, wrong: new Set() });
    expect(profileOf(defaultDraft).profile).toEqual(defaultApiProfile);
  });

  it('names the fields that are wrong, under their names on the screen', () => {
    const { profile, wrong } = profileOf({
      ...defaultDraft,
      path: 'contacts',
      header: 'x api key',
      batchSize: '5000',
      timeout: '',
    });
    expect(profile).toBeNull();
    expect([...wrong].sort()).toEqual(['batchSize', 'header', 'path', 'timeout']);
  });

  it('sends a bare array where the list has no name', () => {
    expect(profileOf({ ...defaultDraft, envelope: '  ' }).profile?.envelope).toBeNull();
  });
});
