import { describe, expect, it } from 'vitest';
import { beforeAfter } from '../../../renderer/steps/check/check-columns.tsx';
import type { CheckedRow } from '../../../shared/audience.ts';
import type { Finding } from '../../../shared/findings.ts';

const row: CheckedRow = {
  row: 1,
  cells: ['0152 28817386', 'nobody', 'vip'],
  verdict: 'warned',
  findings: [],
  externalReferenceId: '+4915228817386',
  phoneNumber: '+4915228817386',
};

describe('what the check shows as sent', () => {
  const shown = (finding: Finding, verdict: CheckedRow['verdict'] = 'warned') =>
    beforeAfter({ ...row, verdict }, finding, 0, true).after;

  it.each([
    ['email.malformed', 'emailAddress', 'nobody'],
    ['tag.near_duplicate', 'tags', 'vip'],
    ['tag.unknown', 'tags', 'vip'],
    ['property.unknown', 'customProperties.tier', 'gold'],
  ] as const)('is the value itself where %s only warns', (code, field, before) => {
    expect(shown({ code, severity: 'warned', field, before })).toBe(before);
  });

  it('is nothing where a value is left out, or the row is not sent', () => {
    const wrong: Finding = {
      code: 'property.wrong_type',
      severity: 'warned',
      field: 'customProperties.n',
      before: '12',
    };
    expect(shown(wrong)).toBeNull();
    expect(
      shown({ code: 'tag.unknown', severity: 'excluded', field: 'tags', before: 'x' }, 'excluded'),
    ).toBeNull();
  });

  it('is the phone for everything else', () => {
    expect(shown({ code: 'row.ragged', severity: 'warned', field: 'row' })).toBe('+4915228817386');
  });
});
