import fc from 'fast-check';
import {
  dropPlacement,
  endPlacement,
  recordFollowUp,
  recordPlacement,
  startPlacement,
} from '../../../api/src/domains/placements/service.ts';
import { settlePlacements } from '../../../api/src/domains/placements/stability.ts';
import { addPaper, setAccount } from '../../../api/src/domains/subsidies/claims/evidence.ts';
import { findEntitlements, sweepCounty } from '../../../api/src/domains/subsidies/claims/find.ts';
import { releaseApproved } from '../../../api/src/domains/subsidies/claims/jobs.ts';
import { screenClaims } from '../../../api/src/domains/subsidies/claims/screen.ts';
import { checkClaims, lookAgain, readClaim, takeClaimStep } from '../../../api/src/domains/subsidies/claims/service.ts';
import {
  CLAIM_ACTIONS,
  CLAIM_STAGES,
  CLAIM_STEPS,
  type ClaimAction,
  type ClaimStatus,
} from '../../../api/src/domains/subsidies/core/claim.ts';
import { listPayable } from '../../../api/src/domains/subsidies/payments/payable.ts';
import { closeNotices } from '../../../api/src/domains/subsidies/publicity/jobs.ts';
import { AGENCY, type Officer, type Scene } from './model-county.ts';
import { type Deed, deed, nat, of, often, pick, SYSTEM } from './model-deed.ts';
import { answer, bankReturn, batch, batchStep, carryOn, object, publish, recover } from './model-money.ts';
import type { SeenClaim } from './model-seen.ts';

// Work

const CONTRACT = { contractKind: 'labour_contract', contractOn: '2026-05-01', contractUntilOn: '2027-04-30' } as const;

const record = deed(
  'record work',
  fc.record({ who: nat, isAway: fc.boolean(), hasBegun: fc.boolean(), firm: fc.nat({ max: 2 }) }),
  ({ who, isAway, hasBegun, firm }, ctx, scene) => {
    const person = pick(scene.people, who);
    if (!person) return undefined;
    const place = isAway
      ? { employerName: `外地厂${firm}`, regionCode: '330110000000' }
      : { employerId: scene.firms.local, regionCode: '371311001201' };
    const introducer = isAway
      ? { introducerKind: 'none' as const }
      : { introducerKind: 'agency' as const, introducerName: AGENCY, introducerFixedOn: '2026-04-20' };
    const start = hasBegun ? { startedOn: '2026-05-01' } : {};
    const body = { ...CONTRACT, ...place, ...introducer, ...start, labourerId: person.id, postTitle: '普工' };
    return recordPlacement(ctx(of(scene, 'township_officer', who)), { body: { ...body, origin: 'hand' } });
  },
);

const workStep = deed(
  'step of work',
  fc.record({ at: nat, action: fc.constantFrom('start', 'start', 'drop', 'end', 'visit'), day: fc.nat({ max: 200 }) }),
  ({ at, action, day }, ctx, scene, seen) => {
    const one = pick(
      seen.placements.filter(({ status }) => (action === 'end' ? status !== 'agreed' : true)),
      at,
    );
    if (!one) return undefined;
    const by = ctx(of(scene, 'township_officer', at));
    const asked = { params: { id: one.id } };
    const { version } = one;
    const on = new Date(Date.parse('2026-05-01') + day * 86_400_000).toISOString().slice(0, 10);
    if (action === 'start') return startPlacement(by, { ...asked, body: { version, startedOn: '2026-05-01' } });
    if (action === 'drop') return dropPlacement(by, { ...asked, body: { version, note: '没去' } });
    if (action === 'end') return endPlacement(by, { ...asked, body: { version, endedOn: on, endReason: 'resigned' } });
    const visit = seen.followUps.find(({ placementId }) => placementId === one.id);
    return visit && recordFollowUp(by, { params: { id: visit.id }, body: { way: 'phone', outcome: 'at_work' } });
  },
);

// Claims

const SOMEBODY: readonly Officer['role'][] = ['liaison', 'township_officer', 'county_officer', 'finance_officer'];
const anyStep = deed(
  'any step',
  fc.record({
    at: nat,
    who: nat,
    action: fc.constantFrom(...CLAIM_ACTIONS),
    backTo: fc.constantFrom(...CLAIM_STAGES),
    note: fc.constantFrom('材料不全', undefined),
    isStale: fc.boolean(),
  }),
  ({ at, who, action, backTo, note, isStale }, ctx, scene, seen) => {
    const claim = pick(seen.claims, at);
    const role = pick(SOMEBODY, who);
    if (!claim || !role) return undefined;
    const version = claim.version - (isStale ? 1 : 0);
    const body = { action, version, ...(note && { note }), ...(action === 'sendBack' && { backTo }) };
    return takeClaimStep(ctx(of(scene, role, who)), { params: { id: claim.id }, body });
  },
);

/** One in three is turned down for good, the others come back once more. */
const sendBack = deed(
  'send back',
  fc.record({ at: nat, who: nat, isFinal: fc.constantFrom(true, false, false) }),
  ({ at, who, isFinal }, ctx, scene, seen) => {
    const from = isFinal ? ['submitted', 'checked'] : ['approved', 'on_notice', 'payable', 'checked'];
    const claim = pick(
      seen.claims.filter(({ status }) => from.includes(status)),
      at,
    );
    if (!claim) return undefined;
    const said = { version: claim.version, note: '再看看' };
    const body = isFinal
      ? { ...said, action: 'reject' as const }
      : { ...said, action: 'sendBack' as const, backTo: 'submitted' as const };
    return takeClaimStep(ctx(of(scene, 'county_officer', who)), { params: { id: claim.id }, body });
  },
);

const NEXT: Partial<Record<ClaimStatus, ClaimAction>> = {
  ...{ found: 'prepare', prepared: 'submit', submitted: 'check', checked: 'approve', returned: 'resume' },
};
/** What comes next, by somebody who may: so that many claims come to their end. */
const next = deed('next step', fc.record({ at: nat, who: nat }), ({ at, who }, ctx, scene, seen) => {
  const open = seen.claims.filter(({ status }) => NEXT[status] !== undefined);
  const claim = pick(open, at);
  const action = claim && NEXT[claim.status];
  if (!claim || !action) return undefined;
  const role = action === 'approve' || action === 'check' ? 'county_officer' : 'township_officer';
  const officer = fitFor(scene, claim, action, role, who);
  const body = { action, version: claim.version };
  return takeClaimStep(ctx(officer), { params: { id: claim.id }, body });
});

/** Officers of the role whom no other duty bars, as long as there are any. */
function fitFor(scene: Scene, claim: SeenClaim, action: ClaimAction, role: Officer['role'], who: number): Officer {
  const step = CLAIM_STEPS[action];
  const own = 'duty' in step ? step.duty : undefined;
  const free = scene.officers.filter(
    (one) => one.role === role && claim.duties.every(({ officerId, duty }) => officerId !== one.id || duty === own),
  );
  return pick(free, who) ?? of(scene, role, who);
}

const many = deed('check many', nat, (who, ctx, scene, seen) => {
  const claims = seen.claims.filter(({ status }) => status === 'submitted').map(({ id, version }) => ({ id, version }));
  return claims.length === 0 ? undefined : checkClaims(ctx(of(scene, 'county_officer', who)), { body: { claims } });
});

const paper = deed('paper', nat, (at, ctx, scene, seen) => {
  const claim = pick(
    seen.claims.filter(({ missing }) => missing.some((one) => one.startsWith('paper:'))),
    at,
  );
  const named = claim?.missing.find((one) => one.startsWith('paper:'))?.slice('paper:'.length);
  const by = ctx(of(scene, 'township_officer', at));
  return claim && named ? addPaper(by, { params: { id: claim.id }, body: { paper: named } }) : undefined;
});

const account = deed(
  'account',
  fc.record({ at: nat, which: fc.nat({ max: 3 }) }),
  ({ at, which }, ctx, scene, seen) => {
    const claim = pick(
      seen.claims.filter(({ missing }) => which < 2 || missing.includes('account')),
      at,
    );
    if (!claim) return undefined;
    const person = scene.people.findIndex(({ id }) => id === claim.payeeId);
    const number = `6200${String(person + 1).padStart(4, '0')}0000000${Math.max(1, which)}`;
    // The first is in another name, which the screen doubts and a batch refuses.
    const holderName = which === 0 ? '别人' : (scene.people[person]?.name ?? AGENCY);
    const body = { number: which === 0 ? `${number}9` : number, bankName: '某某农商行', holderName };
    return setAccount(ctx(of(scene, 'township_officer', at)), { params: { id: claim.id }, body });
  },
);

const look = deed('look again', fc.record({ at: nat, isRight: fc.boolean() }), ({ at, isRight }, ctx, scene, seen) => {
  const hit = pick(
    seen.hits.filter(({ result }) => result === null),
    at,
  );
  if (!hit) return undefined;
  const body = { result: isRight ? ('confirmed' as const) : ('cleared' as const), note: '看过' };
  const params = { id: hit.claimId, hitId: hit.id };
  return lookAgain(ctx(of(scene, 'county_officer', at)), { params, body });
});

const read = deed('read', nat, async (at, ctx, scene, seen) => {
  const claim = pick(seen.claims, at);
  await listPayable(ctx(of(scene, 'finance_officer', at)), { query: {} });
  if (claim) await readClaim(ctx(of(scene, 'county_officer', at)), { params: { id: claim.id } });
});

// What the software does of its own accord

const find = deed('find', nat, (at, ctx, scene) => {
  const one = pick(scene.people, at);
  return one && findEntitlements(ctx(SYSTEM), [one.id]);
});
const sweep = deed('sweep', fc.constantFrom('county', 'screen', 'release', 'notices', 'stable'), (which, ctx) => {
  const own = ctx(SYSTEM);
  if (which === 'county') return sweepCounty(own);
  if (which === 'screen') return screenClaims(own);
  if (which === 'release') return releaseApproved(own);
  return which === 'notices' ? closeNotices(own) : settlePlacements(own, 6);
});

export const DEEDS: fc.Arbitrary<Deed> = fc.oneof(
  often(3, record),
  often(2, workStep),
  often(14, next),
  often(2, anyStep),
  often(2, sendBack),
  often(1, many),
  often(6, paper),
  often(6, account),
  often(4, look),
  often(2, read),
  often(3, find),
  often(6, sweep),
  often(2, publish),
  often(2, object),
  often(3, answer),
  often(7, batch),
  often(8, batchStep),
  often(8, bankReturn),
  often(1, recover),
  often(20, carryOn),
);
