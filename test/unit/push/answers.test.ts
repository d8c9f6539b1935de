import { describe, expect, it } from 'vitest';
import { interpretAnswer, retryAfter } from '../../../electron/push/answers.ts';
import type { TransportAnswer } from '../../../electron/push/transport.ts';
import { answer } from '../../support/fake-api.ts';

const now = Date.UTC(2026, 10, 22, 12);
const sent = { ids: ['A', 'B', 'C'], envelope: 'contacts' };

/** The outcomes that an answer gives to A, B and C: accepted, unconfirmed, rejected, unknown; or what happens instead. */
function outcomes(given: TransportAnswer): string {
  const meaning = interpretAnswer(given, sent, now);
  if (meaning.kind !== 'settled') return meaning.kind;
  const letters = { accepted: 'a', rejected: 'r', unknown: '?' };
  const found = new Map(meaning.results.map(({ index, outcome }) => [index, letters[outcome]]));
  return sent.ids.map((_, index) => found.get(index) ?? 'u').join('');
}

const ok = { code: 201 };
const bad = { code: 400, description: 'no such phone' };

/** Written by hand from what is known of peers: form, body, the outcomes of A, B and C. */
const forms: readonly (readonly [form: string, body: unknown, expected: string, status?: number])[] = [
  [
    'items with IDs',
    {
      items: [
        { contact_id: 'A', ...ok },
        { contact_id: 'B', ...bad },
        { contact_id: 'C', ...ok },
      ],
    },
    'ara',
    207,
  ],
  [
    'items with reference IDs, out of order',
    {
      items: [
        { external_reference_id: 'C', ...bad },
        { external_reference_id: 'A', ...ok },
        { external_reference_id: 'B', ...ok },
      ],
    },
    'aar',
    207,
  ],
  [
    'items, the failed one without an ID',
    { items: [{ external_reference_id: 'A', ...ok }, bad, { external_reference_id: 'C', ...ok }] },
    'ara',
    207,
  ],
  ['items without any ID, by position', { items: [ok, ok, bad] }, 'aar', 207],
  [
    'a bare array of items',
    [
      { external_reference_id: 'A', ...ok },
      { external_reference_id: 'B', ...ok },
      { external_reference_id: 'C', ...bad },
    ],
    'aar',
  ],
  ['items with codes as texts', { items: [{ code: '201' }, { code: '200' }, { code: '422' }] }, 'aar'],
  ['an item that failed there (5xx of its own)', { items: [ok, { code: 503 }, ok] }, 'a?a', 207],
  ['items: one too few', { items: [ok, bad] }, 'uuu', 207],
  ['items: one too many', { items: [ok, ok, ok, ok] }, 'uuu', 207],
  [
    'items: an ID that was not sent',
    {
      items: [
        { contact_id: 'A', ...ok },
        { contact_id: 'X', ...ok },
        { contact_id: 'C', ...ok },
      ],
    },
    'uuu',
    207,
  ],
  [
    'items: the same ID twice',
    {
      items: [
        { contact_id: 'A', ...ok },
        { contact_id: 'A', ...bad },
        { contact_id: 'C', ...ok },
      ],
    },
    'uuu',
    207,
  ],
  [
    "items: another contact's ID in the place of one without",
    { items: [{ contact_id: 'B', ...ok }, ok, { contact_id: 'C', ...ok }] },
    'uuu',
    207,
  ],
  [
    'items without a verdict',
    { items: [{ contact_id: 'A' }, { contact_id: 'B' }, { contact_id: 'C' }] },
    'uuu',
  ],
  ['items that contradict themselves', { items: [{ success: true, code: 400 }, ok, ok] }, 'uuu'],

  [
    'errors by position; what is not listed succeeded',
    { errors: [{ batch_index: 1, reason: 'invalid', message: 'no' }] },
    'ara',
  ],
  ['errors by ID', { errors: [{ external_reference_id: 'C', message: 'no' }] }, 'aar'],
  ['errors by path', { errors: [{ path: 'contacts[2].phone_numbers[0].value', message: 'no' }] }, 'aar'],
  [
    'two errors for one contact',
    {
      errors: [
        { batch_index: 1, message: 'no' },
        { batch_index: 1, message: 'nor' },
      ],
    },
    'ara',
  ],
  ['an empty list of errors proves nothing', { errors: [] }, 'uuu'],
  ['an error that names nobody', { errors: [{ message: 'some failed' }] }, 'uuu'],
  ['an error beyond the request', { errors: [{ batch_index: 3, message: 'no' }] }, 'uuu'],
  ['an error at a negative position', { errors: [{ batch_index: -1, message: 'no' }] }, 'uuu'],
  [
    'one error of several cannot be attributed',
    { errors: [{ batch_index: 1 }, { message: 'another' }] },
    'uuu',
  ],
  [
    'a position within a contact is not the contact',
    { errors: [{ path: 'phone_numbers[0].value', message: 'no' }] },
    'uuu',
  ],
  ['ID and position that disagree', { errors: [{ external_reference_id: 'A', batch_index: 2 }] }, 'uuu'],
  [
    'errors beside a failure of the whole: silence is not success',
    { success: false, errors: [{ batch_index: 0 }] },
    'ruu',
  ],

  [
    'good ones and bad ones apart, by IDs',
    {
      results: [{ external_reference_id: 'A' }, { external_reference_id: 'C' }],
      numErrors: 1,
      errors: [{ category: 'X', message: 'no', context: { id: ['B'] } }],
    },
    'ara',
    207,
  ],
  [
    'the same, the good ones under IDs of their own: by elimination',
    {
      results: [{ id: '901' }, { id: '902' }],
      numErrors: 1,
      errors: [{ message: 'no', context: { id: ['B'] } }],
    },
    'ara',
    207,
  ],
  [
    'the same, but the numbers do not fit',
    { results: [{ id: '901' }], numErrors: 1, errors: [{ message: 'no', context: { id: ['B'] } }] },
    'uru',
    207,
  ],
  [
    'the same, more errors counted than listed',
    {
      results: [{ id: '901' }, { id: '902' }],
      numErrors: 2,
      errors: [{ message: 'no', context: { id: ['B'] } }],
    },
    'uru',
    207,
  ],
  [
    'two contacts in one error',
    {
      results: [{ external_reference_id: 'A' }],
      numErrors: 1,
      errors: [{ message: 'no', context: { id: ['B', 'C'] } }],
    },
    'arr',
    207,
  ],
  [
    'an error about a contact that was not sent',
    { results: [{ external_reference_id: 'A' }], errors: [{ context: { id: ['X'] } }] },
    'uuu',
    207,
  ],

  [
    'success by position',
    { success: true, results: [{ success: false, errors: ['no'] }, { success: true }, { success: true }] },
    'raa',
  ],
  [
    'success by position, one too few',
    { success: true, results: [{ success: true }, { success: true }] },
    'uuu',
  ],

  [
    'contacts and errors side by side',
    {
      data: [{ external_reference_id: 'A' }, { external_reference_id: 'B' }],
      errors: [{ code: 1, message: 'no', external_reference_id: 'C' }],
    },
    'aar',
  ],
  [
    'a contact in neither list',
    {
      data: [{ external_reference_id: 'A' }],
      errors: [{ code: 1, message: 'no', external_reference_id: 'C' }],
    },
    'aur',
  ],
  [
    'a contact in both lists',
    {
      data: [{ external_reference_id: 'A' }, { external_reference_id: 'C' }],
      errors: [{ external_reference_id: 'C', message: 'no' }],
    },
    'uuu',
  ],
  [
    'contacts alone',
    {
      data: [{ external_reference_id: 'A' }, { external_reference_id: 'B' }, { external_reference_id: 'C' }],
    },
    'aaa',
  ],
  ['two empty lists', { data: [], errors: [] }, 'uuu'],

  ['nothing about contacts', { status: 'ok' }, 'uuu'],
  ['a number', 42, 'uuu'],
  ['null', 'null', 'uuu'],
  ['no body', '', 'uuu', 204],
  ['no body, accepted for later', '', 'uuu', 202],
];

describe('answers with a 2xx', () => {
  it.each(forms.map(([form, body, expected, status = 200]) => ({ form, body, expected, status })))(
    '$form',
    ({ body, expected, status }) => {
      expect(outcomes(answer(status, body))).toBe(expected);
    },
  );

  it('take a web page for no result', () => {
    expect(outcomes(answer(200, '<html>Welcome</html>', { 'content-type': 'text/html' }))).toBe('uuu');
  });

  it.each(['{"items": [{"code": 2', '[1, 2', 'hello'])('retry JSON that breaks off: %s', (body) => {
    const meaning = interpretAnswer(answer(200, body), sent, now);
    expect(meaning).toMatchObject({ kind: 'retry', otherwise: 'unconfirmed' });
  });

  it('retry an answer whose body broke off after its head', () => {
    const cut = {
      kind: 'failure',
      failure: 'reset',
      mayHaveArrived: true,
      detail: 'ECONNRESET',
      status: 200,
    } as const;
    expect(interpretAnswer(cut, sent, now)).toMatchObject({ kind: 'retry', otherwise: 'unconfirmed' });
  });
});

describe('answers without a 2xx', () => {
  const cases: readonly (readonly [number, object])[] = [
    [301, { kind: 'hopeless', outcome: 'not_sent', fatal: null }],
    [401, { kind: 'hopeless', outcome: 'not_sent', fatal: 'refused_key' }],
    [403, { kind: 'hopeless', outcome: 'not_sent', fatal: 'no_access' }],
    [404, { kind: 'hopeless', outcome: 'not_sent', fatal: null }],
    [405, { kind: 'hopeless', outcome: 'not_sent', fatal: null }],
    [415, { kind: 'hopeless', outcome: 'not_sent', fatal: null }],
    [418, { kind: 'hopeless', outcome: 'unknown', fatal: null }],
    [413, { kind: 'too_large' }],
    [400, { kind: 'refused', named: null }],
    [409, { kind: 'refused', named: null }],
    [422, { kind: 'refused', named: null }],
    [408, { kind: 'retry', otherwise: 'unknown' }],
    [425, { kind: 'retry', otherwise: 'not_sent' }],
    [429, { kind: 'retry', otherwise: 'not_sent' }],
    [500, { kind: 'retry', otherwise: 'unknown' }],
    [502, { kind: 'retry', otherwise: 'unknown' }],
    [503, { kind: 'retry', otherwise: 'unknown' }],
    [504, { kind: 'retry', otherwise: 'unknown' }],
  ];
  it.each(cases)('%d', (status, expected) => {
    expect(interpretAnswer(answer(status), sent, now)).toMatchObject(expected);
  });

  it.each([
    ['an error key', { error_key: 'contacts[1].email' }, [1]],
    [
      'a JSON pointer',
      { errors: [{ source: { pointer: '/contacts/2/phone_numbers/0/value' }, detail: 'bad' }] },
      [2],
    ],
    ['an ID', { errors: [{ external_reference_id: 'C' }, { external_reference_id: 'A' }] }, [0, 2]],
    ['dots', { errors: [{ field: 'contacts.0.email' }] }, [0]],
    ['a path as a list', { errors: [{ path: ['contacts', 1, 'email'] }] }, [1]],
    ['a position beyond the request', { error_key: 'contacts[3].email' }, null],
    ['a field only', { error_key: 'phone_numbers[0]' }, null],
    ['nothing', { message: 'bad request' }, null],
  ])('a refusal that names its record by %s', (_, body, named) => {
    expect(interpretAnswer(answer(400, body), sent, now)).toMatchObject({ kind: 'refused', named });
  });

  it.each([
    [
      { errors: [{ code: 0, message_key: 'x', message: 'Phone is bad', description: 'more' }] },
      'HTTP 400: Phone is bad',
    ],
    [{ error: 'invalid_request' }, 'HTTP 400: invalid_request'],
    [{ error: { message: 'no source type' } }, 'HTTP 400: no source type'],
    [{ errors: ['first', 'second'] }, 'HTTP 400: first'],
    [{ message: 'two\n\tlines\u0000' }, 'HTTP 400: two lines'],
    [{}, 'HTTP 400'],
  ])('say the status and the API’s own words: %j', (body, message) => {
    expect(interpretAnswer(answer(400, body), sent, now)).toMatchObject({ message });
  });

  it('say plain words, and no web page', () => {
    const plain = answer(500, 'out of memory', { 'content-type': 'text/plain' });
    const page = answer(502, '<html><b>Bad Gateway</b></html>', { 'content-type': 'text/html' });
    expect(interpretAnswer(plain, sent, now)).toMatchObject({ reason: 'HTTP 500: out of memory' });
    expect(interpretAnswer(page, sent, now)).toMatchObject({ reason: 'HTTP 502' });
  });

  it('keep long words short', () => {
    const meaning = interpretAnswer(answer(400, { message: 'x'.repeat(10_000) }), sent, now);
    expect(meaning.kind === 'refused' && meaning.message.length).toBeLessThan(320);
  });
});

describe('Retry-After', () => {
  it.each([
    ['7', 7000],
    [' 0 ', 0],
    ['Sun, 22 Nov 2026 12:00:09 GMT', 9000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['86400', 3_600_000],
    ['soon', null],
    ['1.5', null],
    [undefined, null],
  ])('%s', (header, expected) => {
    expect(retryAfter(header, now)).toBe(expected);
  });
});
