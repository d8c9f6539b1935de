import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { defaultApiProfile } from '../../shared/api-profile.ts';
import { allFindingCodes, findingCodes } from '../../shared/findings.ts';
import { domainEn } from '../../shared/locales/en.ts';
import { mappingSchema } from '../../shared/mapping.ts';
import { outcomes } from '../../shared/receipt.ts';

const root = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8').replaceAll('\r\n', '\n');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(new URL('package.json', root), 'utf8')));

describe('the README', () => {
  it('lists every finding with its words and its usual severity, in order', () => {
    const rows = allFindingCodes.map(
      (code) => `| \`${code}\` | ${domainEn.finding[code].title} | ${findingCodes[code]} |`,
    );
    expect(readme).toContain(rows.join('\n'));
  });

  const examples = [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]): unknown =>
    JSON.parse(text ?? ''),
  );

  it('shows a mapping file that is one', () => {
    expect(mappingSchema.safeParse(examples[0]).error).toBeUndefined();
  });

  it('shows the API profile with its defaults', () => {
    expect(examples[1]).toEqual(defaultApiProfile);
  });

  it('names only npm scripts that exist', () => {
    const named = [...readme.matchAll(/npm (?:run (?:--silent )?([a-z:]+)|(start|test)\b)/g)];
    expect(named.length).toBeGreaterThan(6);
    expect(
      named.map(([, script, short]) => script ?? short).filter((name) => !(`${name}` in scripts)),
    ).toEqual([]);
  });

  it('explains every outcome', () => {
    const words = outcomes.map((outcome) => outcome.replace('_', ' '));
    expect(words.filter((word) => !readme.includes(`\n| ${word} | `))).toEqual([]);
  });
});
