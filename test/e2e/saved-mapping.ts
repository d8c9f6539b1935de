import type { Page } from '@playwright/test';
import type { Mapping } from '../../shared/mapping.ts';
import { callBridge } from './call-bridge.ts';

/** The mapping that is saved for the audience in work; null where none is. */
export async function savedMapping(page: Page): Promise<Mapping | null> {
  const settings = await callBridge(page, 'settings.get');
  const audienceId = settings.ok ? settings.value.current?.audienceId : null;
  if (!audienceId) throw new Error('no audience is in work');
  const saved = await callBridge(page, 'mapping.get', { audienceId });
  return saved.ok ? saved.value : null;
}
