import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { PolicyView, setSetting as setEndpoint } from '../../../../contract/policies.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type Ctx, newId } from '../../../kernel/ctx.ts';
import { appendEvent } from '../../audit/service.ts';
import type { RuleData } from '../core/rule.ts';
import type { PolicyRule } from '../library.ts';
import { loadPolicy } from './load.ts';
import { insertSetting, type PolicySetting } from './store.ts';
import type { NameOf } from './view.ts';

/** Keys that the judgement itself reads, each with the words it takes beside true and false. */
export function judgedKeys(rule: RuleData): Map<string, readonly string[]> {
  const switches = [rule.enabled?.config, rule.frequency?.enabled?.config, rule.frequency?.also?.enabled?.config];
  const excluding = rule.ambiguities.filter((one) => one.exclusive_with).map(({ config }) => config);
  const caps = (rule.caps ?? []).map(({ config }) => config);
  const keys = [
    ...[...switches, ...excluding].map((key) => [key, [] as readonly string[]] as const),
    ...caps.map((key) => [key, ['apply', 'flag']] as const),
  ];
  return new Map(keys.flatMap(([key, words]) => (key === undefined ? [] : [[key, words] as const])));
}

/** The keys of a rule: those its ambiguities leave open, and its switches. Rates have a table of their own. */
export function settingLines(
  rule: PolicyRule,
  settings: readonly PolicySetting[],
  name: NameOf,
): PolicyView['settings'] {
  const judged = judgedKeys(rule);
  const open = rule.ambiguities.filter(({ config }) => !config.startsWith('rates.'));
  const written = new Set(open.map(({ config }) => config));
  const bare = [...judged.keys()].filter((key) => !written.has(key));
  const lines = [...open, ...bare.map((config) => ({ q: '', default: '', config, options: undefined }))];
  return lines.map(({ q, default: standard, config, ...more }) => {
    const set = settings.find(({ key }) => key === config);
    const words = judged.get(config);
    const options = 'options' in more && Array.isArray(more.options) ? (more.options as string[]) : [];
    return {
      key: config,
      question: q,
      default: standard,
      options: words ? ['true', 'false', ...words] : options,
      isJudged: words !== undefined,
      ...(set && { value: set.value }),
      reason: set?.reason ?? null,
      setBy: set ? name(set.setBy) : null,
      setAt: set?.setAt.toISOString() ?? null,
    };
  });
}

/** Throws policy.setting_unknown for a key that the rule does not name, policy.setting_wrong for a value it cannot take. */
export async function setKey(
  ctx: Ctx,
  { params, body }: Input<typeof setEndpoint>,
): Promise<Output<typeof setEndpoint>> {
  const { key, value, reason } = body;
  return ctx.db.transaction(async (tx) => {
    const { shown } = await loadPolicy(tx, ctx, params.ruleId);
    refuseUnfit(shown.rule, key, value);
    const id = newId(ctx);
    const { countyCode, id: setBy } = ctx.actor;
    await insertSetting(tx, { countyCode, id, key, value, reason, setBy, setAt: ctx.now() });
    await appendEvent(tx, ctx, {
      subjectKind: 'policy',
      subjectId: shown.id,
      action: 'set',
      details: { ruleId: params.ruleId, key, value, reason },
    });
    return {};
  });
}

function refuseUnfit(rule: PolicyRule, key: string, value: unknown): void {
  const judged = judgedKeys(rule);
  const ambiguity = rule.ambiguities.find(({ config }) => config === key);
  if (key.startsWith('rates.') || (!ambiguity && !judged.has(key)))
    throw new AppError('policy.setting_unknown', { key });
  const words = judged.get(key);
  if (words === undefined) return;
  if (typeof value !== 'boolean' && !words.includes(String(value)))
    throw new AppError('policy.setting_wrong', { key, words });
}
