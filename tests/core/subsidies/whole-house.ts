import { expect } from 'vitest';
import { FINAL as WORK_FINAL } from '../../../api/src/domains/placements/core/placement.ts';
import { mayGo, PLACEMENT_STEPS, type PlacementAction } from '../../../api/src/domains/placements/core/rules.ts';
import { fenOfCell } from '../../../api/src/domains/subsidies/core/bank-file.ts';
import {
  advance,
  CLAIM_ACTIONS,
  CLAIM_STAGES,
  CLAIM_STATUSES,
  type Claim,
  type ClaimStage,
  FINAL,
  type Stepper,
} from '../../../api/src/domains/subsidies/core/claim.ts';
import { addDays } from '../../../api/src/kernel/calendar.ts';
import { WAY } from './claim-way.ts';
import type { House, KeptClaim } from './house.ts';

/** All that must be true after every command, whatever came before. */
export function expectWhole(house: House): void {
  for (const kept of house.claims) {
    expectLegal(kept);
    expect({ status: kept.claim.status, hasWayOut: hasWayOut(kept, house) }).toEqual({
      status: kept.claim.status,
      hasWayOut: !FINAL.includes(kept.claim.status),
    });
  }
  for (const { status, startedOn, endedOn } of house.placements) {
    const isOver = WORK_FINAL.some((final) => final === status);
    const ways = (Object.keys(PLACEMENT_STEPS) as PlacementAction[]).filter((action) => mayGo(action, status).ok);
    expect({ status, hasWayOut: ways.length > 0 }).toEqual({ status, hasWayOut: !isOver });
    expect({ status, isEnded: endedOn !== null }).toEqual({ status, isEnded: status === 'ended' });
    expect({ status, isDated: startedOn !== null }).toEqual({
      status,
      isDated: !['agreed', 'dropped'].includes(status),
    });
  }
  expectBooksAgree(house);
}

/** The checks of the database, said here once more. */
function expectLegal({ claim, signed, id }: KeptClaim): void {
  const { status, amountFen, returnedTo, duties } = claim;
  const names = Object.values(signed);
  const reached = CLAIM_STAGES.indexOf((status === 'recovered' ? 'paid' : status) as ClaimStage);
  const is = (stage: ClaimStage) => reached >= CLAIM_STAGES.indexOf(stage);
  expect({
    ...{ id, status },
    isKnown: CLAIM_STATUSES.includes(status),
    isReturnedTo: (status === 'returned') === (returnedTo !== undefined),
    areOthers: new Set(names).size === names.length,
    hasOneDuty:
      new Set(duties.map((d) => `${d.officerId}`)).size === new Set(duties.map((d) => `${d.officerId}/${d.duty}`)).size,
    isSigned:
      (!is('prepared') || !!signed.prepare) &&
      (!is('checked') || !!signed.check) &&
      (!is('approved') || !!signed.approve),
    isSum: !is('approved') || (amountFen ?? 0) > 0,
  }).toEqual({
    ...{
      id,
      status,
      isKnown: true,
      isReturnedTo: true,
      areOthers: true,
      hasOneDuty: true,
      isSigned: true,
      isSum: true,
    },
  });
}

/** Whether officers who never had to do with the claim can bring it to the bank, once doubts are looked at; what is paid can come back. */
function hasWayOut({ claim, workflow, id }: KeptClaim, house: House): boolean {
  // While its money is on its way, the bank's answer or the batch's end leads on.
  if (claim.status === 'payable' && house.isOnItsWay(id)) return true;
  let now: Claim = { ...claim, openHits: 0, openObjections: 0, amountFen: claim.amountFen || 100 };
  const on = addDays(house.on, 60);
  for (let steps = 0; now.status !== 'paid' && steps < 12; steps += 1) {
    const went = CLAIM_ACTIONS.filter((action) => !['sendBack', 'reject', 'withdraw'].includes(action))
      .flatMap((action) =>
        (WAY.get(action)?.by ?? []).map((role) => ({
          action,
          went: advance(now, action, { id: `new-${steps}`, role } as Stepper, { note: '办', on }, workflow),
        })),
      )
      .find((one) => one.went.ok);
    if (!went?.went.ok) return false;
    const { returnedTo: _, ...rest } = now;
    now = { ...rest, status: went.went.to, ...(went.action === 'publish' && { noticeEndsOn: addDays(on, -1) }) };
  }
  if (claim.status !== 'paid') return now.status === 'paid';
  return advance(claim, 'recover', { id: 'new', role: 'county_officer' }, { note: '多发', on }, workflow).ok;
}

function expectBooksAgree({ payments, ledger, batches, budget, claims }: House): void {
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  const lines = batches.flatMap((batch) => batch.lines.map((line) => ({ batch, line })));
  const ofStatus = (status: string) => lines.filter(({ line }) => line.status === status);
  const inFile = ofStatus('paid').map(
    ({ batch, line }) => fenOfCell(batch.file[line.number - 1]?.[3] ?? '', 'yuan') ?? -1,
  );
  const paid = sum([...payments.values()].map(({ amountFen }) => amountFen));
  const back = sum([...payments.values()].map(({ recoveredFen }) => recoveredFen));
  const waiting = sum(ofStatus('waiting').map(({ line }) => line.amountFen));
  expect({
    ledger: sum(ledger.map(({ fen }) => fen)),
    bankFile: sum(inFile),
    claims: sum(
      claims
        .filter(({ claim }) => ['paid', 'recovered'].includes(claim.status))
        .map(({ claim }) => claim.amountFen ?? 0),
    ),
    budget: budget.committedFen,
    isWithin: budget.committedFen >= 0 && budget.committedFen <= budget.totalFen,
  }).toEqual({ ledger: paid - back, bankFile: paid, claims: paid, budget: waiting + paid - back, isWithin: true });
}
