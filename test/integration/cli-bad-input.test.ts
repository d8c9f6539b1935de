import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markedKey } from '../support/marked-key.ts';
import { startRecordingServer } from '../support/recording-server.ts';
import { runCli } from '../support/run-cli.ts';
import { type TempDir, tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs();
const mapping = { version: 1, externalReferenceId: { column: 'phone' }, phoneNumber: { column: 'phone' } };
const csv = 'name,phone\nAnn,+12125550142\n';

const check = (dir: TempDir, file: string, ...more: string[]) =>
  runCli(['check', file, '--data-dir', dir.join('data'), ...more]);

describe('a file that can not be imported', () => {
  it.each([
    ['is not there', () => 'missing.csv', /missing\.csv/, 'file.not_found'],
    [
      'is a folder',
      (dir: TempDir) => {
        mkdirSync(dir.join('folder.csv'));
        return dir.join('folder.csv');
      },
      /folder\.csv/,
      'file.is_folder',
    ],
    ['is empty', (dir: TempDir) => dir.write('empty.csv', ''), /empty\.csv/, 'file.empty'],
    [
      'has only a header',
      (dir: TempDir) => dir.write('header.csv', 'name,phone\n'),
      /header\.csv/,
      'file.only_header',
    ],
    [
      'is a picture',
      (dir: TempDir) =>
        dir.write(
          'photo.csv',
          Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256),
        ),
      /photo\.csv/,
      'file.not_text',
    ],
    [
      'is an old spreadsheet',
      (dir: TempDir) => dir.write('old.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)),
      /old\.xls/,
      'file.old_workbook',
    ],
  ] as const)('because it %s: the message names it and the way out', async (_, make, name, code) => {
    const dir = tempDir();
    const result = await check(dir, make(dir), '--json');
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(name);
    expect(JSON.parse(result.stdout)).toMatchObject({ error: { code } });
  });
});

describe('a mapping that can not be used', () => {
  it.each([
    ['is not there', null, 'file.not_found', /mapping\.json/],
    ['is not JSON', '{', 'mapping.not_json', /mapping\.json/],
    ['has no reference ID', '{"version":1}', 'mapping.invalid', /externalReferenceId/],
    [
      'names a missing column',
      JSON.stringify({ ...mapping, emailAddress: { column: 'e-mail' } }),
      'mapping.missing_column',
      /e-mail/,
    ],
  ] as const)('because it %s', async (_, content, code, words) => {
    const dir = tempDir();
    const file = dir.write('people.csv', csv);
    const mappingFile = content === null ? dir.join('mapping.json') : dir.write('mapping.json', content);
    const result = await check(dir, file, '--mapping', mappingFile, '--json');
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(words);
    expect(JSON.parse(result.stdout)).toMatchObject({ error: { code } });
  });
});

describe('a place to send to that can not be used', () => {
  const push = (dir: TempDir, ...target: string[]) => {
    const file = dir.write('people.csv', csv);
    const mappingFile = dir.write('mapping.json', JSON.stringify(mapping));
    return runCli(
      ['push', file, '--mapping', mappingFile, '--json', '--data-dir', dir.join('data'), ...target],
      {
        AUDIENCE_PUSH_API_KEY: markedKey,
      },
    );
  };

  it.each([
    ['is not a URL', ['--base-url', 'not a url'], 'connection.bad_url', /not a url/],
    [
      'would carry the key in the clear',
      ['--base-url', 'http://acme.example.com'],
      'connection.insecure_url',
      /acme\.example\.com/,
    ],
    ['is no connection of ours', ['--connection', 'Acme'], 'connection.not_found', /Acme/],
    ['was not named', [], 'cli.usage', /--practice/],
    ['was named twice', ['--practice', '--base-url', 'acme'], 'cli.usage', /one of them/],
  ] as const)('because it %s', async (_, target, code, words) => {
    const result = await push(tempDir(), ...target);
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(words);
    expect(JSON.parse(result.stdout)).toMatchObject({ error: { code } });
  });

  it('because nobody listens there: a run that is stopped, every contact not sent', async () => {
    const server = await startRecordingServer();
    await server.close();
    const dir = tempDir();
    const profile = dir.write('profile.json', JSON.stringify({ maxAttempts: 2 }));
    const result = await push(dir, '--base-url', server.baseUrl, '--profile', profile);
    expect(result.code).toBe(3);
    expect(JSON.parse(result.stdout)).toMatchObject({ state: 'stopped', contacts: { sent: 0, not_sent: 1 } });
  });

  it('leaves the key in no file and in no output', async () => {
    const server = await startRecordingServer(() => ({ status: 500, body: 'no' }));
    const dir = tempDir();
    const profile = dir.write('profile.json', JSON.stringify({ maxAttempts: 1 }));
    const result = await push(dir, '--base-url', server.baseUrl, '--profile', profile);
    await server.close();
    expect(server.requests).toHaveLength(1);
    expect(result.stdout + result.stderr).not.toContain(markedKey);
    const files = readdirSync(dir.path, { recursive: true, encoding: 'utf8' }).map((name) =>
      join(dir.path, name),
    );
    for (const file of files.filter((each) => statSync(each).isFile())) {
      expect(readFileSync(file).includes(markedKey), file).toBe(false);
    }
  });
});

describe('a command that is not one', () => {
  it('ends with 1 and says what could be meant', async () => {
    const result = await runCli(['chek', 'file.csv']);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('check');
  });
});
