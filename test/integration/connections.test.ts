import { describe, expect, it, onTestFinished } from 'vitest';
import type { Transport, TransportAnswer } from '../../electron/push/transport.ts';
import { defaultApiProfile } from '../../shared/api-profile.ts';
import { answer, failure } from '../support/fake-api.ts';
import { startFaultyServer } from '../support/faulty-server.ts';
import { testKey } from '../support/frozen-run.ts';
import { tempDirs } from '../support/temp-dir.ts';
import { checkPeople, connectTo, openTestEngine } from '../support/test-engine.ts';

const tempDir = tempDirs();
const charlesRefusal = { errors: [{ code: 401, message_key: 'unauthorized', message: 'Unauthorized' }] };

describe('testing a connection', () => {
  const cases: readonly (readonly [string, string, (path: string) => TransportAnswer])[] = [
    ['an unreachable host', 'unreachable', () => failure('dns', false)],
    ['TLS trouble', 'tls', () => failure('tls', false)],
    ['a redirect', 'wrong_address', () => answer(301)],
    ['a web site', 'wrong_address', () => answer(200, '<html>Welcome</html>')],
    ['an address without anything', 'wrong_address', () => answer(404, '<html>Not found</html>')],
    ['another API', 'wrong_address', () => answer(404, { error: 'no such route' })],
    ['a refused key', 'refused_key', () => answer(401, charlesRefusal)],
    ['a key without access', 'no_access', () => answer(403, charlesRefusal)],
    [
      'a workspace without the beta',
      'no_access',
      (path) => (path.includes('/contacts') ? answer(404, {}) : answer(401, charlesRefusal)),
    ],
    [
      'a workspace without the beta, whose tags may be read',
      'no_access',
      (path) => (path.includes('/contacts') ? answer(404, {}) : answer(200, { data: [] })),
    ],
    ['an API that dislikes the empty list', 'reachable', () => answer(400, charlesRefusal)],
    ['an API that takes the empty list', 'reachable', () => answer(200, {})],
    ['a broken API', 'unclear', () => answer(500, charlesRefusal)],
  ];

  it.each(cases)('tells %s: %s', async (_, status, respond) => {
    const bodies: (string | null)[] = [];
    const transport: Transport = async ({ url, body }) => {
      bodies.push(body === null ? null : String(body));
      return respond(new URL(url).pathname);
    };
    const engine = await openTestEngine(tempDir().path, { transport });
    const { id } = await connectTo(engine, 'https://acme.hello-charles.com');
    expect(await engine.handlers['connections.test']({ id })).toMatchObject({ status });
    // Nothing is changed there: no request brings a contact.
    for (const body of bodies) expect([null, '{"contacts":[]}']).toContain(body);
  });

  it('takes the practice workspace for what it imitates', async () => {
    const engine = await openTestEngine(tempDir().path);
    const { id } = await engine.handlers['practice.start'](undefined);
    expect(await engine.handlers['connections.test']({ id })).toEqual({ status: 'reachable' });
  });
});

describe('a connection', () => {
  it('is duplicated with its profile and key, under a name of its own', async () => {
    const engine = await openTestEngine(tempDir().path);
    const { id } = await connectTo(engine, 'acme');
    await engine.handlers['connections.saveProfile']({ id, profile: { ...defaultApiProfile, batchSize: 7 } });
    const copy = await engine.handlers['connections.duplicate']({ id });
    expect(copy).toMatchObject({ name: 'Acme 2', baseUrl: 'https://acme.hello-charles.com', key: 'memory' });
    expect(await engine.handlers['connections.profile']({ id: copy.id })).toMatchObject({ batchSize: 7 });
  });

  it('travels as text without its key', async () => {
    const engine = await openTestEngine(tempDir().path);
    await connectTo(engine, 'acme');
    const { text } = await engine.handlers['connections.exportText']({ ids: [] });
    expect(text).not.toContain(testKey);
    const [copy] = await engine.handlers['connections.importText']({ text });
    expect(copy).toMatchObject({ name: 'Acme 2', baseUrl: 'https://acme.hello-charles.com', key: 'none' });
  });

  it.each(['no json', '{}', '{"audiencePushConnections":1,"connections":[{"name":""}]}'])(
    'is not made of other text: %s',
    async (text) => {
      const engine = await openTestEngine(tempDir().path);
      await expect(engine.handlers['connections.importText']({ text })).rejects.toThrow(
        'connection.bad_file',
      );
    },
  );

  it('warns before its source type changes, once contacts were sent under the old one', async () => {
    const folder = tempDir();
    const server = await startFaultyServer();
    onTestFinished(() => server.close());
    const engine = await openTestEngine(folder.join('data'));
    const { id } = await connectTo(engine, server.baseUrl);
    const save = (sourceType: string, acceptSourceType = false) =>
      engine.handlers['connections.saveProfile']({
        id,
        profile: { ...defaultApiProfile, sourceType },
        acceptSourceType,
      });
    expect(await save('first')).toEqual({ saved: true, warning: null });
    const checkId = await checkPeople(engine, folder, 5);
    const { runId } = await engine.handlers['push.start']({ checkId, connectionId: id });
    await engine.pushes.finished(runId);
    const warning = { code: 'source_type_changed', before: 'first', after: 'second', runs: 1 };
    expect(await save('second')).toEqual({ saved: false, warning });
    expect(await engine.handlers['connections.profile']({ id })).toMatchObject({ sourceType: 'first' });
    expect(await save('second', true)).toEqual({ saved: true, warning });
  });

  it('shows the exact request with its key masked, also as a command line', async () => {
    const folder = tempDir();
    const engine = await openTestEngine(folder.join('data'));
    const { id } = await connectTo(engine, 'acme');
    const checkId = await checkPeople(engine, folder, 5);
    const preview = await engine.handlers['connections.preview']({
      id,
      checkId,
      profile: { ...defaultApiProfile, auth: { header: 'Authorization', prefix: 'Bearer ' } },
    });
    expect(preview).toMatchObject({
      method: 'PUT',
      url: 'https://acme.hello-charles.com/api/v1beta/contacts/batch',
      headers: [
        ['content-type', 'application/json'],
        ['accept', 'application/json'],
        ['Authorization', 'Bearer ••••••••'],
      ],
    });
    expect(JSON.parse(preview.body)).toMatchObject({
      contacts: [{ external_reference_id: 'person-1' }, {}, {}],
    });
    expect(preview.curl).toContain('--header "Authorization: Bearer $AUDIENCE_PUSH_API_KEY"');
    expect(JSON.stringify(preview)).not.toContain(testKey);
  });
});

describe('a catalogue', () => {
  it('is read from a workspace that lets the key read it, and kept', async () => {
    const engine = await openTestEngine(tempDir().path);
    const { id: connectionId } = await engine.handlers['practice.start'](undefined);
    await engine.handlers['practice.addTag']({ tag: 'brand new' });
    const probe = await engine.handlers['catalogue.probe']({ connectionId });
    expect(probe.status).toBe('loaded');
    const kept = await engine.handlers['catalogue.get']({ connectionId });
    expect(kept).toMatchObject({ source: 'api', tags: expect.arrayContaining(['brand new']) });
    expect(kept?.properties).toEqual(
      expect.arrayContaining([
        { technicalName: 'orders', type: 'number' },
        { technicalName: 'last_purchase', type: 'date' },
      ]),
    );
  });

  it.each([
    ['a refusal', () => answer(403, {}), 'refused'],
    ['a web page', () => answer(200, '<html>'), 'unclear'],
    ['an odd list', () => answer(200, { data: [{ tag: 'x' }] }), 'unclear'],
    [
      'a part of the lists',
      () => answer(200, { data: [{ label: 'x', name: 'x' }] }, { 'x-resource-count': '2' }),
      'unclear',
    ],
    ['no answer', () => failure('timeout', true), 'unreachable'],
  ])('is not made of %s', async (_, respond, status) => {
    const engine = await openTestEngine(tempDir().path, { transport: async () => respond() });
    const { id: connectionId } = await connectTo(engine, 'acme');
    expect(await engine.handlers['catalogue.probe']({ connectionId })).toMatchObject({ status });
    expect(await engine.handlers['catalogue.get']({ connectionId })).toBeNull();
  });

  it('can be typed, and goes with its connection', async () => {
    const engine = await openTestEngine(tempDir().path);
    const { id: connectionId } = await connectTo(engine, 'acme');
    await engine.handlers['catalogue.save']({ connectionId, tags: ['VIP'], properties: null });
    expect(await engine.handlers['catalogue.get']({ connectionId })).toMatchObject({
      source: 'list',
      tags: ['VIP'],
      properties: null,
    });
    await engine.handlers['catalogue.clear']({ connectionId });
    expect(await engine.handlers['catalogue.get']({ connectionId })).toBeNull();
  });
});
