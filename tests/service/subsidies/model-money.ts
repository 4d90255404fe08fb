import fc from 'fast-check';
import { releaseApproved } from '../../../api/src/domains/subsidies/claims/jobs.ts';
import { makeBatch, takeBatchStep } from '../../../api/src/domains/subsidies/payments/batches.ts';
import { recoverPayment } from '../../../api/src/domains/subsidies/payments/recovery.ts';
import { readBankReturn } from '../../../api/src/domains/subsidies/payments/returns.ts';
import { answerObjection, objectToLine, publishNotice } from '../../../api/src/domains/subsidies/publicity/service.ts';
import type { Ctx } from '../../../api/src/kernel/ctx.ts';
import { RULE } from '../../support/money.ts';
import { type Officer, RULES, type Scene, TRANSPORT } from './model-county.ts';
import { deed, nat, of, pick, SYSTEM } from './model-deed.ts';
import type { Seen } from './model-seen.ts';

export const publish = deed('publish', nat, (who, ctx, scene) =>
  publishNotice(ctx(of(scene, 'county_officer', who)), { body: { ruleId: TRANSPORT } }),
);
export const object = deed('object', nat, (at, ctx, scene, seen) => {
  const hanging = new Set(seen.claims.filter(({ status }) => status === 'on_notice').map(({ id }) => id));
  const line = pick(
    seen.noticeLines.filter(({ claimId }) => hanging.has(claimId)),
    at,
  );
  const asked = line && { params: { id: line.noticeId }, body: { number: line.number, text: '他没去上班' } };
  return asked && objectToLine(ctx(of(scene, 'liaison', at)), asked);
});
export const answer = deed(
  'answer',
  fc.record({ at: nat, isUpheld: fc.boolean() }),
  ({ at, isUpheld }, ctx, scene, { objections }) => {
    const one = pick(
      objections.filter(({ answeredAt }) => answeredAt === null),
      at,
    );
    const body = { answer: '查过了', isUpheld };
    return one && answerObjection(ctx(of(scene, 'county_officer', at)), { params: { id: one.id }, body });
  },
);

export const batch = deed(
  'make a batch',
  fc.record({ who: nat, line: fc.nat({ max: 3 }), rule: fc.constantFrom(...RULES, undefined) }),
  ({ who, line, rule }, ctx, scene, seen) => {
    const ids = seen.claims.filter(({ status }) => status === 'payable').map(({ id }) => id);
    const chosen = rule ? { ruleId: rule } : { claimIds: ids.slice(0, 3) };
    if (ids.length === 0) return undefined;
    const budgetLineId = pick(scene.budgetIds, line) ?? '';
    return makeBatch(ctx(of(scene, 'finance_officer', who)), { body: { budgetLineId, ...chosen } });
  },
);
export const batchStep = deed(
  'step of a batch',
  fc.record({ at: nat, who: nat, action: fc.constantFrom('confirm', 'confirm', 'send', 'send', 'cancel') }),
  ({ at, who, action }, ctx, scene, seen) => {
    const from = { confirm: ['open'], send: ['confirmed'], cancel: ['open', 'confirmed'] }[action];
    const one = pick(
      seen.batches.filter(({ status }) => from.includes(status)),
      at,
    );
    if (!one) return undefined;
    const body = { action, version: one.version };
    return takeBatchStep(ctx(of(scene, 'finance_officer', who)), { params: { id: one.id }, body });
  },
);

const HEAD = '序号,金额,收款账号,处理结果,失败原因';
/** What the bank says of the lines of a batch, in turn; nothing where it is silent. */
function readReturn(ctx: Ctx, scene: Scene, seen: Seen, batchId: string, says: readonly string[]) {
  const rows = seen.lines
    .filter((line) => line.batchId === batchId)
    .map((line, i) => ({ line, said: says[i % says.length] ?? '' }))
    .filter(({ said }) => said !== '')
    .map(({ line, said }) => {
      const sealed = seen.accounts.find(({ id }) => id === line.accountId)?.numberSealed ?? '';
      const tail = `****${scene.world.deps.vault.open(sealed).slice(-4)}`;
      return [line.number, (line.amountFen / 100).toFixed(2), tail, said, said === '失败' ? '户名不符' : ''];
    });
  if (rows.length === 0) return undefined;
  const base64 = Buffer.from([HEAD, ...rows.map((row) => row.join(','))].join('\n')).toString('base64');
  return readBankReturn(ctx, { params: { id: batchId }, body: { file: { name: '回盘.csv', base64 } } });
}

/** The bank’s answer to some lines; two clients with different answers to one batch must not both be believed. */
export const bankReturn = deed(
  'return',
  fc.record({ at: nat, who: nat, says: fc.array(fc.constantFrom('成功', '成功', '失败', ''), { minLength: 8 }) }),
  ({ at, who, says }, ctx, scene, seen) => {
    const one = pick(
      seen.batches.filter(({ status }) => status === 'sent' || status === 'settled'),
      at,
    );
    return one && readReturn(ctx(of(scene, 'finance_officer', who)), scene, seen, one.id, says);
  },
);
export const recover = deed(
  'recover',
  fc.record({ at: nat, isWhole: fc.boolean() }),
  ({ at, isWhole }, ctx, scene, { payments }) => {
    const one = pick(payments, at);
    if (!one) return undefined;
    const amountFen = isWhole ? Math.max(1, one.amountFen - one.recoveredFen) : 1_000;
    const asked = { params: { claimId: one.claimId }, body: { amountFen, note: '多发' } };
    return recoverPayment(ctx(of(scene, 'county_officer', at)), asked);
  },
);

/** Whatever brings money nearer to somebody, the last first: so that a few rounds lead to a payment. */
export const carryOn = deed('carry on', fc.record({ at: nat, who: nat }), ({ at, who }, ctx, scene, seen) => {
  const by = (role: Officer['role']) => ctx(of(scene, role, who));
  const step = (action: 'confirm' | 'send') => (one: Seen['batches'][number]) => () =>
    takeBatchStep(by('finance_officer'), { params: { id: one.id }, body: { action, version: one.version } });
  const are = (status: string) => seen.batches.filter((one) => one.status === status);
  const budgetLineId = pick(scene.budgetIds, at) ?? '';
  const claims = (status: string, ruleId: string) =>
    seen.claims.filter((one) => one.status === status && one.ruleId === ruleId).slice(0, 1);
  const moves: (() => Promise<unknown> | undefined)[] = [
    ...are('sent').map((one) => () => readReturn(by('finance_officer'), scene, seen, one.id, ['成功', '成功', '失败'])),
    ...are('confirmed').map(step('send')),
    ...are('open').map(step('confirm')),
    ...RULES.flatMap((ruleId) =>
      claims('payable', ruleId).map(() => () => makeBatch(by('finance_officer'), { body: { budgetLineId, ruleId } })),
    ),
    ...claims('approved', TRANSPORT).map(
      () => () => publishNotice(by('county_officer'), { body: { ruleId: TRANSPORT } }),
    ),
    ...claims('approved', RULE).map(() => () => releaseApproved(ctx(SYSTEM))),
  ];
  return pick(moves, at)?.();
});
