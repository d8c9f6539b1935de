import { audienceWords } from './audience.ts';
import { checkWords } from './check.ts';
import { connectionWords } from './connections.ts';
import { frameWords } from './frame.ts';
import { mappingWords } from './mapping.ts';
import { pageWords } from './pages.ts';
import { pushWords } from './push.ts';
import { resultWords } from './result.ts';
import { templateWords } from './templates.ts';

/**
 * English words of the window. Domain words (findings, errors, outcomes) are in `shared/locales`.
 * `_one` and `_other` are plural forms; `{{formatted}}` is the count in the locale's way.
 */
export const en = {
  ...frameWords,
  ...audienceWords,
  ...mappingWords,
  ...checkWords,
  ...connectionWords,
  ...pushWords,
  ...resultWords,
  ...pageWords,
  ...templateWords,
} as const;
