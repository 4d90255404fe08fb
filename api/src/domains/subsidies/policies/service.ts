import type { Input, Output } from '../../../../contract/endpoint.ts';
import type * as contract from '../../../../contract/policies.ts';
import { POLICY_ROLES, type PolicyView } from '../../../../contract/policies.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type Ctx, today } from '../../../kernel/ctx.ts';
import { isFoundByItself } from '../core/candidates.ts';
import { sayAmount, takesRate } from '../core/say-rule.ts';
import { differencesOf } from '../core/say-version.ts';
import { loadPolicy, standingOf } from './load.ts';
import { settingLines } from './settings.ts';
import { theLibrary } from './standing.ts';
import { type HeldVersion, listOfficerNames, listRates, listSettings, listVersions } from './store.ts';
import { awaitsRate, nameOf, rateView, saidVersion, standingRate, versionLine, versionView } from './view.ts';

export const mayKeep = ({ actor }: Pick<Ctx, 'actor'>): boolean => POLICY_ROLES.some((role) => role === actor.role);

/** Every policy of the county, with the version that holds today. */
export async function listAll(ctx: Ctx): Promise<Output<typeof contract.listPolicies>> {
  const { countyCode } = ctx.actor;
  const on = today(ctx);
  const versions = Map.groupBy(await listVersions(ctx.db, countyCode), ({ ruleId }) => ruleId);
  const rates = Map.groupBy(await listRates(ctx.db, countyCode), ({ ruleId }) => ruleId);
  const policies = [...versions].flatMap(([ruleId, all]) => {
    const standing = standingOf(all, on);
    const shown = standing ?? all.at(-1);
    return shown ? [policyLine(shown, all, { standing, on, rate: standingRate(rates.get(ruleId) ?? [], on) })] : [];
  });
  return { policies, mayEdit: mayKeep(ctx) };
}

interface Today {
  readonly standing: HeldVersion | undefined;
  readonly on: string;
  readonly rate: ReturnType<typeof standingRate>;
}

function policyLine(shown: HeldVersion, all: readonly HeldVersion[], { standing, rate }: Today) {
  const { rule } = shown;
  const { documents, wording } = theLibrary();
  return {
    ruleId: shown.ruleId,
    name: rule.name_zh,
    category: rule.category,
    beneficiary: rule.beneficiary,
    relevance: rule.relevance,
    documentTitle: documents.get(shown.document)?.title_zh ?? shown.document,
    clause: rule.source.clause,
    amount: sayAmount(rule, wording, rate),
    number: standing?.number ?? null,
    validFrom: standing?.holds?.from ?? null,
    validTo: standing?.holds?.to ?? null,
    awaitsRate: awaitsRate(rule, rate),
    isFoundByItself: isFoundByItself({ trigger: rule.trigger.event, beneficiary: rule.beneficiary }),
    draftNumber: all.find(({ status }) => status === 'draft')?.number ?? null,
  };
}

export async function readPolicy(ctx: Ctx, { params, query }: Input<typeof contract.getPolicy>): Promise<PolicyView> {
  const { countyCode } = ctx.actor;
  const { versions, shown } = await loadPolicy(ctx.db, ctx, params.ruleId, query.number);
  const rates = await listRates(ctx.db, countyCode, params.ruleId);
  const name = nameOf(await listOfficerNames(ctx.db, countyCode));
  const rate = standingRate(rates, today(ctx));
  const { rule } = shown;
  return {
    ruleId: shown.ruleId,
    name: rule.name_zh,
    category: rule.category,
    beneficiary: rule.beneficiary,
    relevance: rule.relevance,
    document: documentView(shown.document),
    shown: versionView(shown, name, rate),
    versions: versions.map((version) => versionLine(version, name)),
    rates: rates.map((one) => rateView(one, name)),
    takesRate: takesRate(rule.amount),
    awaitsRate: awaitsRate(rule, rate),
    settings: settingLines(rule, await listSettings(ctx.db, countyCode), name),
    actions: actionsOf(ctx, shown),
  };
}

function documentView(slug: string): PolicyView['document'] {
  const document = theLibrary().documents.get(slug);
  return {
    slug,
    title: document?.title_zh ?? slug,
    number: document?.doc_no ?? null,
    issuer: document?.issuer_zh ?? null,
    issued: document?.issued ?? null,
  };
}

function actionsOf(ctx: Ctx, shown: HeldVersion): PolicyView['actions'] {
  if (!mayKeep(ctx)) return [];
  const rate = takesRate(shown.rule.amount) ? (['enterRate'] as const) : [];
  if (shown.status !== 'draft') return ['draft', ...rate, 'set'];
  // Whoever drafted it never publishes it.
  return shown.madeBy === ctx.actor.id ? ['draft', 'discard'] : ['draft', 'discard', 'publish'];
}

export async function compare(
  ctx: Ctx,
  { params, query }: Input<typeof contract.compareVersions>,
): Promise<Output<typeof contract.compareVersions>> {
  const name = nameOf(await listOfficerNames(ctx.db, ctx.actor.countyCode));
  const { versions, shown: a } = await loadPolicy(ctx.db, ctx, params.ruleId, query.a);
  const b = versions.find((one) => one.number === query.b);
  if (!b) throw new AppError('policy.not_found', { ruleId: params.ruleId, number: query.b });
  return {
    name: b.rule.name_zh,
    a: versionLine(a, name),
    b: versionLine(b, name),
    differences: differencesOf(saidVersion(a), saidVersion(b)),
  };
}
