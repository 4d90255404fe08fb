import { and, asc, eq } from 'drizzle-orm';
import type { Deps } from '../app.ts';
import { recordFollowUp, recordPlacement } from '../domains/placements/service.ts';
import { setAccount } from '../domains/subsidies/claims/evidence.ts';
import { sweepCounty } from '../domains/subsidies/claims/find.ts';
import { screenClaims } from '../domains/subsidies/claims/screen.ts';
import { takeClaimStep } from '../domains/subsidies/claims/service.ts';
import { claims } from '../domains/subsidies/claims/tables.ts';
import type { ClaimAction, ClaimStage } from '../domains/subsidies/core/claim.ts';
import { DEFAULT_NOTICE_FIELDS } from '../domains/subsidies/core/notice.ts';
import { makeBatch, takeBatchStep } from '../domains/subsidies/payments/batches.ts';
import { createBudgetLine } from '../domains/subsidies/payments/budget.ts';
import { recoverPayment } from '../domains/subsidies/payments/recovery.ts';
import { readBankReturn } from '../domains/subsidies/payments/returns.ts';
import { listLines } from '../domains/subsidies/payments/store.ts';
import { draftVersion, publishVersion } from '../domains/subsidies/policies/drafts.ts';
import { enterRate } from '../domains/subsidies/policies/rates.ts';
import { closeNotices } from '../domains/subsidies/publicity/jobs.ts';
import { publishNotice } from '../domains/subsidies/publicity/service.ts';
import { settleStable } from '../domains/subsidies/stable.ts';
import { drawSample } from '../domains/supervision/draw.ts';
import { addDays, yearOf } from '../kernel/calendar.ts';
import { systemActor, today } from '../kernel/ctx.ts';
import type { Chance } from './chance.ts';
import { type Officers, officersOf, pickFirms, pickMigrants } from './money-people.ts';
import { tellSheets } from './money-sheets.ts';

/** Paid to a person who went to work in another county; the county sets the sum. */
const RULE = 'luozhuang-transport-subsidy';
const RATE_FEN = 30_000;

type ClaimRow = typeof claims.$inferSelect;
interface Scene {
  readonly deps: Deps;
  readonly countyCode: string;
  readonly who: Officers;
  readonly chance: Chance;
}

/**
 * Claims in every state there is, told through the use cases of four officers over the last months: three rounds of them,
 * notices that are over and one that hangs, batches settled, sent and open, money taken back, and a sample.
 */
export async function tellMoney(deps: Deps, countyCode: string, townCode: string, chance: Chance): Promise<void> {
  const scene: Scene = { deps, countyCode, chance, who: await officersOf(deps, countyCode) };
  await setUp(scene);
  await sendAway(scene, townCode);
  await tellSheets(deps, scene.who, chance);
  await sweepCounty(systemAt(scene, -50));
  const found = await claimsOf(scene);
  if (found.length >= FEWEST) await tellRounds(scene, found);
  await settleStable(deps, countyCode);
  await sweepCounty(systemAt(scene, 0));
  await screenClaims(systemAt(scene, 0));
}

/** In a county of a few people there is nobody to tell it of. */
const FEWEST = 17;
const BARE = 2;
const ON_THEIR_WAY = 7;

async function tellRounds(scene: Scene, found: readonly ClaimRow[]): Promise<void> {
  await giveAccounts(scene, found.slice(0, -BARE));
  const round = found.length - BARE - ON_THEIR_WAY;
  const [first, second] = [Math.ceil(round / 2), Math.ceil((round * 3) / 4)];
  await firstRound(scene, found.slice(0, first));
  await secondRound(scene, found.slice(first, second));
  await thirdRound(scene, found.slice(second, round));
  await onTheirWay(scene, found.slice(round, round + ON_THEIR_WAY));
}

const systemAt = ({ deps, countyCode, who }: Scene, days: number) => ({
  ...who.at('county', days),
  ...{ outbox: deps.outbox, actor: systemActor(countyCode) },
});

async function setUp({ deps, who }: Scene): Promise<void> {
  const on = today(deps);
  await askForNotice(who, addDays(on, -400));
  await enterRate(who.at('county', -120), {
    params: { ruleId: RULE },
    body: { fen: RATE_FEN, per: 'person', effectiveFrom: addDays(on, -400), cites: '演示用的标准，不是真文件' },
  });
  const body = { year: yearOf(on), code: '2080704', name: '就业补助资金', totalFen: 20_000_000, note: '演示用的预算' };
  await createBudgetLine(who.at('finance', -100), { body });
}

/** The county lets a notice hang before it pays: a version of its own, drafted by one and published by another. */
async function askForNotice(who: Officers, validFrom: string): Promise<void> {
  const body = {
    ...{ from: 1, wording: null, workflow: { noticeDays: 7 }, validFrom, validTo: null },
    noticeFields: [...DEFAULT_NOTICE_FIELDS],
    note: '发放以前公示七天',
  };
  const draft = await draftVersion(who.at('admin', -122), { params: { ruleId: RULE }, body });
  const params = { ruleId: RULE, number: draft.number };
  await publishVersion(who.at('county', -121), { params, body: { replaces: true } });
}

const DAYS_AWAY = [75, 82, 90, 97, 105, 112, 120, 130, 140, 150, 160, 172, 185, 200, 215] as const;

/** People who went to work elsewhere, each with return visits made where they were due. */
async function sendAway({ deps, who, countyCode }: Scene, townCode: string): Promise<void> {
  const on = today(deps);
  const firms = await pickFirms(deps, countyCode);
  for (const [i, { id }] of (await pickMigrants(deps, countyCode, townCode, 28)).entries()) {
    const startedOn = addDays(on, -(DAYS_AWAY[i % DAYS_AWAY.length] ?? 75));
    const placement = await recordPlacement(who.at('county', -70), {
      body: {
        ...{ labourerId: id, origin: 'hand', introducerKind: 'none', contractKind: 'labour_contract', startedOn },
        // Half of them are sent by firms of the register, which the sample is drawn from.
        ...(i % 2 === 0 && firms.length > 0
          ? { employerId: firms[i % firms.length]?.id ?? '' }
          : { employerName: `外地用工单位${(i % 6) + 1}` }),
        ...{ postTitle: ['缝纫工', '装配工', '保洁员'][i % 3] ?? '普工' },
        ...{ contractOn: addDays(startedOn, -1), contractUntilOn: addDays(startedOn, 364) },
        ...{ regionCode: i % 2 === 0 ? '330110000000' : '320583000000', monthlyPayFen: 420_000 + (i % 5) * 20_000 },
      },
    });
    for (const visit of placement.followUps.filter(({ dueOn }) => dueOn <= addDays(on, -7)))
      await recordFollowUp(who.at('county', -5), {
        params: { id: visit.id },
        body: { way: 'phone', outcome: 'at_work' },
      });
  }
}

const claimsOf = ({ deps, countyCode }: Scene): Promise<ClaimRow[]> =>
  deps.db
    .select()
    .from(claims)
    .where(and(eq(claims.countyCode, countyCode), eq(claims.ruleId, RULE)))
    .orderBy(asc(claims.eventOn), asc(claims.id));

/** The others stay as they were found, without an account. */
async function giveAccounts(scene: Scene, found: readonly ClaimRow[]): Promise<void> {
  for (const [i, { id, regionCode }] of found.entries()) {
    const { name } = await scene.who.nameOf(id);
    const number = `6222${String(20_260_000 + i * 7919).padStart(12, '0')}`;
    const body = { number, bankName: '某某农村商业银行', holderName: name };
    await setAccount(scene.who.at(scene.who.liaisonOf(regionCode), -48), { params: { id }, body });
  }
}

interface StepWish {
  readonly note?: string;
  readonly backTo?: ClaimStage;
}

async function go(scene: Scene, id: string, by: string, days: number, action: ClaimAction, wish: StepWish = {}) {
  const [row] = await scene.deps.db.select({ version: claims.version }).from(claims).where(eq(claims.id, id));
  const body = { action, version: row?.version ?? 0, ...wish } as Parameters<typeof takeClaimStep>[1]['body'];
  await takeClaimStep(scene.who.at(by, days), { params: { id }, body });
}

const STEPS = [
  ['liaison', 'prepare'],
  ['liaison', 'submit'],
  ['county', 'check'],
  ['county2', 'approve'],
] as const;

async function bring(scene: Scene, some: readonly ClaimRow[], days: number, until: (typeof STEPS)[number][1]) {
  for (const { id, regionCode } of some) {
    for (const [by, action] of STEPS) {
      await go(scene, id, by === 'liaison' ? scene.who.liaisonOf(regionCode) : by, days, action);
      if (action === until) break;
    }
  }
}

const closeAt = ({ deps, who }: Scene, days: number) => closeNotices({ ...deps, now: who.at('county', days).now });

async function noticed(scene: Scene, some: readonly ClaimRow[], from: number): Promise<void> {
  await bring(scene, some, from, 'approve');
  await publishNotice(scene.who.at('county', from + 1), { body: { ruleId: RULE } });
}

async function batchOf(scene: Scene, some: readonly ClaimRow[], days: number) {
  const [line] = await scene.who.budgetLines();
  const body = { budgetLineId: line?.id ?? '', claimIds: some.map(({ id }) => id) };
  return makeBatch(scene.who.at('finance', days), { body });
}

async function send(scene: Scene, batch: { id: string; version: number }, days: number): Promise<void> {
  const params = { id: batch.id };
  const confirmed = await takeBatchStep(scene.who.at('finance2', days), {
    params,
    body: { action: 'confirm', version: batch.version },
  });
  await takeBatchStep(scene.who.at('finance', days), { params, body: { action: 'send', version: confirmed.version } });
}

/** Two did not arrive; one that did is taken back, and another waits to be sent again. */
async function firstRound(scene: Scene, some: readonly ClaimRow[]): Promise<void> {
  await noticed(scene, some, -45);
  await closeAt(scene, -35);
  const batch = await batchOf(scene, some, -33);
  await send(scene, batch, -32);
  await answerFromBank(scene, batch.id, -30, new Set([2, 4]));
  const paid = (await listLines(scene.deps.db, scene.countyCode, batch.id)).find(({ line }) => line.status === 'paid');
  const params = { claimId: paid?.line.claimId ?? '' };
  const body = { amountFen: RATE_FEN, note: '回访发现没有去，本人退回' };
  await recoverPayment(scene.who.at('county', -8), { params, body });
  const on = today(scene.deps);
  await drawSample(scene.who.at('county2', -4), {
    body: { fromOn: addDays(on, -60), toOn: addDays(on, -5), employerShare: 0.4, repliesDueOn: addDays(on, 20) },
  }).catch(nothingToDraw);
}

/** Money went to people of employers that are not registered: there is nobody to draw from. */
function nothingToDraw(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'sample.nothing_paid')) throw error;
}

async function answerFromBank(scene: Scene, batchId: string, days: number, failed: ReadonlySet<number>): Promise<void> {
  const ctx = scene.who.at('finance', days);
  const lines = await listLines(ctx.db, scene.countyCode, batchId);
  const rows = lines.map(({ line, numberSealed }) => {
    const isFailed = failed.has(line.number);
    const tail = ctx.vault.open(numberSealed).slice(-4);
    const sum = (line.amountFen / 100).toFixed(2);
    return [line.number, `****${tail}`, sum, isFailed ? '失败' : '成功', isFailed ? '账户已销户' : ''].join(',');
  });
  const text = ['序号,收款账号,金额,处理结果,失败原因', ...rows].join('\n');
  const file = { name: '银行回单.csv', base64: Buffer.from(text).toString('base64') };
  await readBankReturn(ctx, { params: { id: batchId }, body: { file } });
}

/** One batch is with the bank, one still open. */
async function secondRound(scene: Scene, some: readonly ClaimRow[]): Promise<void> {
  await noticed(scene, some, -20);
  await closeAt(scene, -10);
  await send(scene, await batchOf(scene, some.slice(0, 1), -3), -2);
  await batchOf(scene, some.slice(1, 2), -1);
}

/** The notice hangs. */
const thirdRound = (scene: Scene, some: readonly ClaimRow[]): Promise<void> => noticed(scene, some, -3);

async function onTheirWay(scene: Scene, some: readonly ClaimRow[]): Promise<void> {
  const [approved, checked, submitted, prepared, returned, rejected, withdrawn] = some;
  await bring(scene, approved ? [approved] : [], -1, 'approve');
  await bring(scene, checked ? [checked] : [], -1, 'check');
  await bring(scene, submitted ? [submitted] : [], -1, 'submit');
  await bring(scene, prepared ? [prepared] : [], -1, 'prepare');
  if (returned) {
    await bring(scene, [returned], -2, 'check');
    await go(scene, returned.id, 'county2', -1, 'sendBack', { backTo: 'prepared', note: '务工地点没写清楚，请补' });
  }
  if (rejected) {
    await bring(scene, [rejected], -2, 'submit');
    await go(scene, rejected.id, 'county', -1, 'reject', { note: '查实没有到外地上班' });
  }
  if (withdrawn)
    await go(scene, withdrawn.id, scene.who.liaisonOf(withdrawn.regionCode), -1, 'withdraw', { note: '本人说不要了' });
}
