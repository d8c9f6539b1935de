import { describe, expect, it } from 'vitest';
import {
  brokenIdentities,
  emptyContactCounts,
  emptyRowCounts,
  type Receipt,
} from '../../../shared/receipt.ts';

const receipt: Pick<Receipt, 'rows' | 'excludedBy' | 'contacts'> = {
  rows: { total: 12, ready: 4, fixed: 2, warned: 1, merged: 2, excluded: 3 },
  excludedBy: { 'phone.too_short': 2, 'row.filtered': 1 },
  contacts: { sent: 6, accepted: 3, unconfirmed: 1, rejected: 1, unknown: 1, not_sent: 1 },
};

describe('a receipt', () => {
  it('adds up', () => {
    expect(brokenIdentities(receipt)).toEqual([]);
    expect(
      brokenIdentities({ rows: emptyRowCounts(), excludedBy: {}, contacts: emptyContactCounts() }),
    ).toEqual([]);
  });

  it.each([
    ['a lost row', { rows: { ...receipt.rows, total: 13 } }, ['rows.total', 'rows.verdicts']],
    ['a contact without an outcome', { contacts: { ...receipt.contacts, unknown: 0 } }, ['contacts.sent']],
    ['a contact that was never made', { contacts: { ...receipt.contacts, not_sent: 2 } }, ['rows.total']],
    [
      'a reason that is counted twice',
      { excludedBy: { ...receipt.excludedBy, 'phone.letters': 1 } },
      ['excludedBy'],
    ],
  ])('does not add up with %s, and says where', (_, change, identities) => {
    expect(brokenIdentities({ ...receipt, ...change }).map(({ identity }) => identity)).toEqual(identities);
  });
});
