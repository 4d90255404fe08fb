import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ROLES } from '../../../api/contract/scalars.ts';
import {
  advance,
  allowedActions,
  CLAIM_ACTIONS,
  CLAIM_STAGES,
  CLAIM_STATUSES,
  CLAIM_STEPS,
  type Claim,
  type ClaimAction,
  type ClaimStatus,
  FINAL,
  type Move,
  type Stepper,
  stageNumber,
  type Workflow,
} from '../../../api/src/domains/subsidies/core/claim.ts';
import { addDays } from '../../../api/src/kernel/calendar.ts';

const TODAY = '2026-03-20';
const NOTICED: Workflow = { noticeDays: 7 };
const UNNOTICED: Workflow = { noticeDays: 0 };
const move: Move = { note: '材料不全', backTo: 'prepared', on: TODAY };

const aClaim = (over: Partial<Claim> = {}): Claim => ({
  status: 'found',
  duties: [],
  amountFen: 15_000,
  openHits: 0,
  openObjections: 0,
  noticeEndsOn: addDays(TODAY, -1),
  returnedTo: 'prepared',
  ...over,
});
const aStepper = (role: Stepper['role'], id: string = role): Stepper => ({ id, role });

describe('every action from every status by every role', () => {
  const table = CLAIM_ACTIONS.flatMap((action) => CLAIM_STATUSES.map((status) => [action, status] as const));

  test.each(table)('%s from %s', (action, status) => {
    const step = CLAIM_STEPS[action];
    const workflow = action === 'release' ? UNNOTICED : NOTICED;
    const goesBack = action !== 'sendBack' || stageNumber('prepared') < stageNumber(status);
    for (const role of ROLES) {
      const result = advance(aClaim({ status }), action, aStepper(role), move, workflow);
      const isRole = (step.by as readonly string[]).includes(role);
      const isFrom = (step.from as readonly string[]).includes(status);
      expect(result.ok).toBe(isRole && isFrom && goesBack);
      if (!result.ok)
        expect(result.code).toBe(
          isRole ? (isFrom ? 'claim.not_earlier' : 'claim.wrong_status') : 'claim.role_not_allowed',
        );
      else expect(result.to).toBe(action === 'resume' ? 'prepared' : step.to);
    }
  });
});

describe('four pairs of eyes', () => {
  const after: [ClaimAction, ClaimStatus, Stepper['role']][] = [
    ['prepare', 'found', 'township_officer'],
    ['check', 'submitted', 'township_officer'],
    ['approve', 'checked', 'county_officer'],
    ['pay', 'payable', 'finance_officer'],
  ];
  const duties = ['prepare', 'check', 'approve', 'pay'] as const;

  test.each(after.flatMap(([action, status, role]) => duties.map((duty) => [action, duty, status, role] as const)))(
    'may %s after the duty to %s: only when it is the same one',
    (action, duty, status, role) => {
      const claim = aClaim({ status, duties: [{ duty, officerId: 'wang' }] });
      const result = advance(claim, action, aStepper(role, 'wang'), move, NOTICED);
      expect(result.ok).toBe(action === duty);
      if (!result.ok) expect(result.code).toBe('claim.same_officer');
      expect(advance(claim, action, aStepper(role, 'li'), move, NOTICED)).toMatchObject({ ok: true, duty: action });
    },
  );
});

describe('what else stands in the way', () => {
  const county = aStepper('county_officer');
  test.each([
    [
      'a step back without a reason',
      { status: 'checked' },
      'sendBack',
      { ...move, note: ' ' },
      NOTICED,
      'claim.note_needed',
    ],
    ['a rejection without a reason', { status: 'checked' }, 'reject', { on: TODAY }, NOTICED, 'claim.note_needed'],
    ['no rate in force', { status: 'checked', amountFen: null }, 'approve', move, NOTICED, 'claim.amount_unknown'],
    ['nothing due', { status: 'checked', amountFen: 0 }, 'approve', move, NOTICED, 'claim.amount_unknown'],
    [
      'a hit nobody looked at',
      { status: 'checked', openHits: 1 },
      'approve',
      move,
      NOTICED,
      'claim.second_look_missing',
    ],
    ['a notice nobody asked for', { status: 'approved' }, 'publish', move, UNNOTICED, 'claim.notice_not_asked'],
    ['a notice passed over', { status: 'approved' }, 'release', move, NOTICED, 'claim.notice_is_asked'],
    [
      'the last day of the notice',
      { status: 'on_notice', noticeEndsOn: TODAY },
      'closeNotice',
      move,
      NOTICED,
      'claim.notice_not_over',
    ],
    [
      'an open objection',
      { status: 'on_notice', openObjections: 1 },
      'closeNotice',
      move,
      NOTICED,
      'claim.notice_not_over',
    ],
    [
      'back to where it is',
      { status: 'checked' },
      'sendBack',
      { ...move, backTo: 'checked' },
      NOTICED,
      'claim.not_earlier',
    ],
    // A notice that hung is over: the claim would wait for the end of one that nobody put up.
    [
      'back onto a notice',
      { status: 'payable' },
      'sendBack',
      { ...move, backTo: 'on_notice' },
      NOTICED,
      'claim.not_earlier',
    ],
    [
      'back while its money is on its way',
      { status: 'payable', isOnItsWay: true },
      'sendBack',
      move,
      NOTICED,
      'claim.on_its_way',
    ],
    ['back to nowhere', { status: 'checked' }, 'sendBack', { note: 'x', on: TODAY }, NOTICED, 'claim.not_earlier'],
  ] as const)('%s', (_title, claim, action, how, workflow, code) => {
    expect(advance(aClaim(claim), action, county, how, workflow)).toMatchObject({ ok: false, code });
  });

  test.each(
    CLAIM_STAGES.slice(1, -1).flatMap((from) =>
      CLAIM_STAGES.slice(0, stageNumber(from))
        .filter((to) => to !== 'on_notice')
        .map((to) => [from, to] as const),
    ),
  )('from %s back to %s and on again from there', (from, to) => {
    const back = advance(aClaim({ status: from }), 'sendBack', county, { ...move, backTo: to }, NOTICED);
    expect(back).toEqual({ ok: true, to: 'returned', returnedTo: to });
    expect(advance(aClaim({ status: 'returned', returnedTo: to }), 'resume', county, move, NOTICED)).toEqual({
      ok: true,
      to,
    });
  });

  test('a policy may name another office', () => {
    const workflow: Workflow = { noticeDays: 0, by: { approve: ['township_officer'] } };
    const claim = aClaim({ status: 'checked' });
    expect(advance(claim, 'approve', aStepper('township_officer'), move, workflow).ok).toBe(true);
    expect(advance(claim, 'approve', county, move, workflow)).toMatchObject({ code: 'claim.role_not_allowed' });
  });
});

const taken = new Map<ClaimAction, number>();

/** The claim as the model sees it, with all that ever happened to it. */
interface World {
  claim: Claim;
  paidFen: number;
  day: string;
}
const STEPPERS: Stepper[] = [
  ...(
    ['labourer', 'liaison', 'township_officer', 'county_officer', 'finance_officer', 'system', 'auditor'] as const
  ).map((role) => aStepper(role)),
  aStepper('township_officer', 'zhao'),
  aStepper('county_officer', 'qian'),
  aStepper('county_officer', 'zhao'),
  aStepper('finance_officer', 'zhao'),
];

class Take implements fc.Command<World, { workflow: Workflow }> {
  readonly action: ClaimAction;
  readonly by: Stepper;
  readonly move: Omit<Move, 'on'>;
  readonly days: number;
  constructor(action: ClaimAction, by: Stepper, how: Omit<Move, 'on'>, days: number) {
    this.action = action;
    this.by = by;
    this.move = how;
    this.days = days;
  }
  check(): boolean {
    return true;
  }
  run(world: World, { workflow }: { workflow: Workflow }): void {
    world.day = addDays(world.day, this.days);
    take(world, this.action, this.by, { ...this.move, on: world.day }, workflow);
  }
  toString(): string {
    return `${this.action} by ${this.by.id} (${this.by.role})`;
  }
}

const BACKWARD: readonly ClaimAction[] = ['sendBack', 'withdraw', 'reject'];

/** One of the steps that are open now, so that claims get far. */
class TakeOpen implements fc.Command<World, { workflow: Workflow }> {
  readonly pick: number;
  constructor(pick: number) {
    this.pick = pick;
  }
  check(): boolean {
    return true;
  }
  run(world: World, { workflow }: { workflow: Workflow }): void {
    world.day = addDays(world.day, this.pick % 9);
    const all = STEPPERS.flatMap((by) =>
      allowedActions(world.claim, by, world.day, workflow).map((action) => ({ by, action })),
    );
    const onward = all.filter(({ action }) => !BACKWARD.includes(action));
    const open = this.pick % 8 > 0 ? onward : all;
    const chosen = open[this.pick % Math.max(1, open.length)];
    if (chosen) take(world, chosen.action, chosen.by, { note: '材料不全', backTo: 'found', on: world.day }, workflow);
  }
  toString(): string {
    return `open step ${this.pick}`;
  }
}

function take(world: World, action: ClaimAction, by: Stepper, how: Move, workflow: Workflow): void {
  const { claim } = world;
  const result = advance(claim, action, by, how, workflow);
  if (!result.ok) return;
  taken.set(action, (taken.get(action) ?? 0) + 1);
  expect(CLAIM_STATUSES).toContain(result.to);
  const duties = result.duty ? [...claim.duties, { duty: result.duty, officerId: by.id }] : claim.duties;
  world.claim = { ...claim, status: result.to, duties, ...(result.returnedTo && { returnedTo: result.returnedTo }) };
  if (result.to === 'on_notice')
    world.claim = { ...world.claim, noticeEndsOn: addDays(world.day, workflow.noticeDays) };
  if (action === 'pay') world.paidFen += claim.amountFen ?? 0;
  mustHold(world);
}

class Happen implements fc.Command<World, { workflow: Workflow }> {
  readonly change: Partial<Claim>;
  constructor(change: Partial<Claim>) {
    this.change = change;
  }
  check({ claim }: Readonly<World>): boolean {
    return claim.status !== 'paid' && claim.status !== 'recovered';
  }
  run(world: World): void {
    world.claim = { ...world.claim, ...this.change };
  }
  toString(): string {
    return JSON.stringify(this.change);
  }
}

function mustHold({ claim, paidFen, day }: World): void {
  const byOfficer = Map.groupBy(claim.duties, ({ officerId }) => officerId);
  for (const taken of byOfficer.values()) expect(new Set(taken.map(({ duty }) => duty)).size).toBe(1);
  const isPaid = claim.status === 'paid' || claim.status === 'recovered';
  expect(paidFen).toBe(isPaid ? claim.amountFen : 0);
  if (isPaid)
    for (const duty of ['prepare', 'check', 'approve', 'pay'])
      expect(claim.duties.some((one) => one.duty === duty)).toBe(true);
  if (claim.status === 'returned') expect(claim.returnedTo).toBeDefined();
  if (!FINAL.includes(claim.status)) expect(hasWayOut(claim, day)).toBe(true);
}

/** Fresh officers, the waiting done, the screen looked at: then some step must be open. */
function hasWayOut(claim: Claim, day: string): boolean {
  const cleared: Claim = { ...claim, openHits: 0, openObjections: 0, amountFen: claim.amountFen ?? 1 };
  const later = addDays(day, 400);
  return ROLES.some((role) => allowedActions(cleared, aStepper(role, 'nobody yet'), later, NOTICED).length > 0);
}

const LONG_MS = 180_000;

test('however the steps are mixed, no illegal status, no double duty, no second payment and no dead end', {
  timeout: LONG_MS,
}, () => {
  const note = fc.option(fc.constantFrom('', '材料不全'), { nil: undefined });
  const commands = [
    fc
      .tuple(
        fc.constantFrom(...CLAIM_ACTIONS),
        fc.constantFrom(...STEPPERS),
        note,
        fc.constantFrom(...CLAIM_STAGES),
        fc.nat({ max: 9 }),
      )
      .map(
        ([action, by, why, backTo, days]) =>
          new Take(action, by, { backTo, ...(why !== undefined && { note: why }) }, days),
      ),
    ...Array.from({ length: 4 }, () => fc.nat().map((pick) => new TakeOpen(pick))),
    fc
      .record({
        openHits: fc.nat({ max: 1 }),
        openObjections: fc.nat({ max: 1 }),
        amountFen: fc.constantFrom(null, 0, 15_000),
      })
      .map((change) => new Happen(change)),
  ];
  let count = 0;
  fc.assert(
    fc.property(
      fc.commands(commands, { maxCommands: 120, size: 'max' }),
      fc.constantFrom(NOTICED, UNNOTICED),
      (steps, workflow) => {
        count += [...steps].length;
        fc.modelRun(() => ({ model: { claim: aClaim(), paidFen: 0, day: TODAY }, real: { workflow } }), steps);
      },
    ),
    { numRuns: 2_000 },
  );
  expect(count).toBeGreaterThan(100_000);
  // Every step was taken often, the payment and the recovery among them: the run was not about refusals alone.
  for (const action of CLAIM_ACTIONS) expect(taken.get(action) ?? 0, action).toBeGreaterThan(100);
});
