import { DEMO_EMPLOYER, DEMO_PASSWORD, DEMO_PHONE, DEMO_STAFF } from '../demo/accounts.ts';
import type { Data } from './data.ts';
import type { Progress } from './progress.ts';
import type { Settings } from './settings.ts';

/** Loads the demonstration where it is wanted and no county is there yet. Tells whether a demonstration county stands here. */
export async function ensureDemo(settings: Settings, data: Data, env: NodeJS.ProcessEnv, progress: Progress) {
  if (!settings.wantsDemo || data.counties.length > 0) return data.counties.some(({ isDemo }) => isDemo);
  // Read on the first start alone: every later one is quicker without it.
  const [{ DEMO_DEFAULTS, loadDemo }, { openParts }] = await Promise.all([
    import('../demo/load.ts'),
    import('./parts.ts'),
  ]);
  const parts = await openParts(settings, data.url, env);
  try {
    await progress.step('装入演示县', () => loadDemo(parts.deps, DEMO_DEFAULTS));
  } finally {
    await parts.close();
  }
  return true;
}

export function demoLines(): string[] {
  const staff = DEMO_STAFF.map(({ loginName, who }) => `${loginName}（${who}）`).join('、');
  return [
    `  演示    人和单位都是虚构的；密码都是 ${DEMO_PASSWORD}`,
    `          工作人员 ${staff}；用人单位 ${DEMO_EMPLOYER.loginName}`,
    `          求职者 手机号 ${DEMO_PHONE}，验证码在工作人员的“已发消息”页`,
  ];
}
