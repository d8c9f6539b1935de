import type { CheckSummary } from '../../shared/audience.ts';
import { type FindingCode, isFindingCode } from '../../shared/findings.ts';
import { domainEn } from '../../shared/locales/en.ts';
import { fillIn } from '../../shared/locales/words.ts';
import { brokenIdentities, contactsOf, outcomes, type Receipt } from '../../shared/receipt.ts';
import type { StopReason } from '../store/runs.ts';
import type { Terminal } from './io.ts';
import { count, say } from './words.ts';

const verdictOrder = ['ready', 'fixed', 'warned', 'merged', 'excluded'] as const;

/** What a check found, for people. */
export function printSummary(terminal: Terminal, summary: CheckSummary): void {
  const { rows, excludedBy, findings } = summary;
  terminal.print(say('sentence', { sent: count(contactsOf(rows)), total: count(rows.total) }));
  terminal.print('');
  printCounts(
    terminal,
    verdictOrder.map((verdict) => [domainEn.verdict[verdict], rows[verdict]]),
  );
  printCodes(terminal, say('whyNot'), excludedBy);
  const others = Object.fromEntries(Object.entries(findings).filter(([code]) => !(code in excludedBy)));
  printCodes(terminal, say('noticed'), others);
}

/** The receipt of a push, for people: the counts, the reasons, and whether it adds up. */
export function printReceipt(terminal: Terminal, receipt: Receipt, stopReason: StopReason | null): void {
  const { rows, contacts, requests } = receipt;
  terminal.print(say('receipt', { run: receipt.runId }));
  terminal.print(`${say('state')}: ${domainEn.runState[receipt.state]}`);
  if (stopReason) {
    const words = domainEn.stop[stopReason.code];
    terminal.print(`${words.what} ${words.next}`);
    if (stopReason.message) terminal.print(stopReason.message);
  }
  terminal.print(`\n${say('rows')}`);
  printCounts(terminal, [
    [say('total'), rows.total],
    ...verdictOrder.map((verdict): [string, number] => [domainEn.verdict[verdict], rows[verdict]]),
  ]);
  printCodes(terminal, say('whyNot'), receipt.excludedBy);
  terminal.print(`\n${say('contacts')}`);
  printCounts(terminal, [
    [say('sent'), contacts.sent],
    ...outcomes.map((outcome): [string, number] => [domainEn.outcome[outcome], contacts[outcome]]),
  ]);
  const refused = Object.entries(receipt.rejectedBy);
  if (refused.length > 0) {
    terminal.print(`\n${say('refused')}`);
    printCounts(terminal, refused);
  }
  terminal.print(`\n${say('requests')}: ${say('requestCounts', { ...requests })}`);
  const broken = brokenIdentities(receipt);
  const identities = broken
    .map(({ identity, left, right }) => `${identity} is ${left}, not ${right}`)
    .join('; ');
  terminal.print(broken.length === 0 ? say('adds') : say('addsNot', { identities }));
}

function printCodes(terminal: Terminal, title: string, codes: Partial<Record<FindingCode, number>>): void {
  const entries = Object.entries(codes).sort(([, a], [, b]) => b - a);
  if (entries.length === 0) return;
  terminal.print(`\n${title}`);
  printCounts(
    terminal,
    entries.map(([code, rows]) => [
      isFindingCode(code) ? `${fillIn(domainEn.finding[code].title)} (${code})` : code,
      rows,
    ]),
  );
}

/** Counts in a column of their own, aligned to the right. */
function printCounts(terminal: Terminal, counts: readonly (readonly [string, number])[]): void {
  const width = Math.max(...counts.map(([, value]) => count(value).length), 6);
  for (const [label, value] of counts) terminal.print(`  ${count(value).padStart(width)}  ${label}`);
}
