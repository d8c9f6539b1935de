import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs();

/** Checks a file without a mapping. */
function check(name: string, lines: readonly string[]) {
  const dir = tempDir();
  const file = dir.write(name, `${lines.join('\n')}\n`);
  return runCli(['check', file, '--json', '--data-dir', dir.join('data')]);
}

describe('check without a mapping', () => {
  it('proposes one from names as shops export them, and says which', async () => {
    const { code, stdout, stderr } = await check('shop.csv', [
      'Vorname;Kunden Handynummer;Geburtsdatum;Letzter Kauf',
      'Anna;+4915123456789;24.12.1990;03/04/2025',
      'Ben;+4915123456780;31.01.1985;05/06/2025',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ rows: { total: 2, ready: 2 } });
    expect(stderr).toContain(
      'externalReferenceId = Kunden Handynummer, firstName = Vorname, phoneNumber = Kunden Handynummer.',
    );
    expect(stderr).toContain(
      'Geburtsdatum (date, dd.MM.yyyy), Letzter Kauf (date, can be read in two ways).',
    );
  });

  it('calls an ID a guess where only the values of a column speak for it', async () => {
    const phones = ['+4915123456789', '+4915123456780', '+4915123456781'];
    const { code, stderr } = await check('strange.csv', [
      'Feld 7;Feld 8',
      ...phones.map((each) => `${each};x`),
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain('externalReferenceId = Feld 7 (a guess from its values)');
  });

  it('asks for a mapping where no column can be the ID', async () => {
    const { code, stdout } = await check('names.csv', ['Vorname;Stadt', 'Anna;Köln', 'Ben;Bonn']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'cli.usage' } });
  });
});
