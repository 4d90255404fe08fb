import { createHash } from 'node:crypto';
import type * as contract from '../../../../contract/claim-evidence.ts';
import type { ClaimView } from '../../../../contract/claims.ts';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { Tx } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type Ctx, newId } from '../../../kernel/ctx.ts';
import { appendEvents, discloseAll, type News } from '../../audit/service.ts';
import { fits } from '../core/facts.ts';
import { type EvidenceAbout, factAbout, paperAbout } from '../core/paper-subjects.ts';
import { findPaper, insertPaper, insertStated, lockPayee, replaceAccount } from '../evidence/store.ts';
import { theLibrary } from '../policies/standing.ts';
import { isPending } from './found.ts';
import { lookAnew } from './judge-one.ts';
import { SETTLED } from './list-store.ts';
import { type Claim, getClaim, lockClaims, savePayeeAccount } from './store.ts';
import { evidenceSubjects, paperLabel, viewOf } from './view.ts';

type View = ClaimView;

type AboutWhom = Pick<Claim, 'countyCode' | 'id' | 'labourerId' | 'placementId' | 'employerId' | 'payeeId'>;

/** Whom a paper or a fact of this claim is about; where the claim has no such one, it is about the claim itself. */
function subjectOf(claim: AboutWhom, about: EvidenceAbout) {
  const ids = {
    labourer: claim.labourerId,
    placement: claim.placementId,
    employer: claim.payeeId === claim.labourerId ? claim.employerId : claim.payeeId,
    claim: claim.id,
  };
  const subjectId = ids[about];
  return subjectId === null
    ? { subjectKind: 'claim' as const, subjectId: claim.id }
    : { subjectKind: about, subjectId };
}

async function lockPending(tx: Tx, ctx: Ctx, id: string): Promise<Claim> {
  const [claim] = await lockClaims(tx, ctx.actor, [id]);
  if (!claim) throw new AppError('claim.not_found', { id });
  if (!isPending(claim)) throw new AppError('claim.settled', { id, status: claim.status });
  return claim;
}

/** A paper came in. What it is about decides for which claims it serves; all of them are looked at anew. */
export async function addPaper(ctx: Ctx, { params, body }: Input<typeof contract.addClaimPaper>): Promise<View> {
  const { paper, number, scan } = body;
  if (theLibrary().vocabulary.papers[paper] === undefined) throw new AppError('claim.paper_unknown', { paper });
  const bytes = scan && readScan(scan);
  await ctx.db.transaction(async (tx) => {
    const claim = await lockPending(tx, ctx, params.id);
    const row = {
      countyCode: claim.countyCode,
      id: newId(ctx),
      ...subjectOf(claim, paperAbout(paper)),
      paper,
      number: number ?? null,
      ...(scan && bytes && { scan: bytes, scanType: scan.type, scanHash: sm3(bytes) }),
      receivedBy: ctx.actor.id,
      receivedAt: ctx.now(),
    };
    await insertPaper(tx, row);
    await lookAnew(tx, ctx, claim);
    const details = { paper, paperId: row.id, scanHash: row.scanHash ?? null };
    await appendEvents(tx, ctx, [{ subjectKind: 'claim', subjectId: claim.id, action: 'paper', details }]);
  });
  return viewOf(ctx, ctx.db, params.id);
}

const sm3 = (bytes: Buffer): string => createHash('sm3').update(bytes).digest('hex');

const MOST_BYTES = 5_000_000;
/** How a file of each kind begins. */
const BEGINS: Readonly<Record<string, readonly number[]>> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47],
  'application/pdf': [0x25, 0x50, 0x44, 0x46],
};

function readScan({ type, base64 }: { type: string; base64: string }): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  const isWhole = BEGINS[type]?.every((byte, i) => bytes[i] === byte) === true;
  if (!isWhole || bytes.length > MOST_BYTES) throw new AppError('claim.paper_unreadable', { type });
  return bytes;
}

/** The scan of a paper of this claim; who looked at it is written down before it leaves. */
export async function readPaper(
  ctx: Ctx,
  { params }: Input<typeof contract.getClaimPaper>,
): Promise<Output<typeof contract.getClaimPaper>> {
  const claim = await getClaim(ctx.db, ctx.actor, params.id);
  const paper = await findPaper(ctx.db, claim.countyCode, params.paperId, evidenceSubjects(claim));
  if (!paper?.scan || paper.scanType === null) throw new AppError('claim.paper_not_found', { id: params.paperId });
  const label = paperLabel(paper.paper);
  if (claim.labourerId !== null && ctx.actor.role !== 'labourer')
    await discloseAll(ctx, ctx.db, [
      {
        subjectKind: 'labourer',
        subjectId: claim.labourerId,
        field: 'paper',
        purpose: `查看材料：${label}`,
        caseRef: claim.id,
      },
    ]);
  return { label, type: paper.scanType, base64: paper.scan.toString('base64') };
}

/** A fact as an officer read it from a paper. What our own payment records count is not for anybody to state. */
export async function stateFact(ctx: Ctx, { params, body }: Input<typeof contract.stateClaimFact>): Promise<View> {
  await ctx.db.transaction(async (tx) => {
    const claim = await lockPending(tx, ctx, params.id);
    const news = await keepStated(tx, ctx, claim, body);
    await lookAnew(tx, ctx, claim);
    await appendEvents(tx, ctx, [news]);
  });
  return viewOf(ctx, ctx.db, params.id);
}

/** Writes one stated fact down where it belongs; answers the news, for the caller to append. */
export async function keepStated(tx: Tx, ctx: Ctx, claim: AboutWhom, body: Stated): Promise<News> {
  const { fact, value, paper, note } = body;
  const declaration = theLibrary().declared.get(fact);
  if (!declaration) throw new AppError('claim.fact_unknown', { fact });
  if (declaration.absent !== undefined || fact.startsWith('env.'))
    throw new AppError('claim.fact_not_stated', { fact });
  if (!fits(value, declaration)) throw new AppError('claim.fact_unknown', { fact, value, type: declaration.type });
  const id = newId(ctx);
  await insertStated(tx, {
    ...subjectOf(claim, factAbout(fact)),
    ...{ fact, value, paper, note: note ?? null },
    ...{ countyCode: claim.countyCode, id, statedBy: ctx.actor.id, statedAt: ctx.now() },
  });
  const details = { statedId: id, fact, value, paper, ...(note !== undefined && { note }) };
  return { subjectKind: 'claim', subjectId: claim.id, action: 'state', details };
}
type Stated = Input<typeof contract.stateClaimFact>['body'];

/** Where the payee's money goes, for all of the payee's claims that are not settled. A payee sets only its own. */
export async function setAccount(ctx: Ctx, { params, body }: Input<typeof contract.setClaimAccount>): Promise<View> {
  const number = body.number.normalize('NFKC').replaceAll(/[\s-]/g, '');
  if (!/^\d{8,30}$/.test(number)) throw new AppError('claim.account_wrong');
  await ctx.db.transaction(async (tx) => {
    const payee = payeeOf(await getClaim(tx, ctx.actor, params.id));
    await lockPayee(tx, payee);
    const [claim] = await lockClaims(tx, ctx.actor, [params.id]);
    if (!claim || !mayPayInto(ctx, claim)) throw new AppError('claim.not_found', { id: params.id });
    if (SETTLED.includes(claim.status)) throw new AppError('claim.settled', { id: claim.id, status: claim.status });
    const numberHash = ctx.vault.hashOf('account', number);
    const accountId = await replaceAccount(tx, {
      ...payee,
      id: newId(ctx),
      numberSealed: ctx.vault.seal(number),
      numberHash,
      holderNameSealed: ctx.vault.seal(body.holderName),
      bankName: body.bankName,
      addedBy: ctx.actor.id,
      addedAt: ctx.now(),
    });
    await savePayeeAccount(tx, claim, accountId);
    await lookAnew(tx, ctx, claim);
    const details = { accountId, bankName: body.bankName, tail: number.slice(-4) };
    await appendEvents(tx, ctx, [{ subjectKind: 'claim', subjectId: claim.id, action: 'account', details }]);
  });
  return viewOf(ctx, ctx.db, params.id);
}

const payeeOf = ({ countyCode, payeeId, labourerId }: Claim) => ({
  countyCode,
  ownerKind: payeeId === labourerId ? ('labourer' as const) : ('employer' as const),
  ownerId: payeeId,
});

function mayPayInto({ actor }: Ctx, { payeeId }: Claim): boolean {
  if (actor.role === 'labourer') return payeeId === actor.labourerId;
  return actor.role === 'employer' ? payeeId === actor.employerId : true;
}
