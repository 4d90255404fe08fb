import { describe, expect, test } from 'vitest';
import { ROLES } from '../../../api/contract/scalars.ts';
import {
  DELIVERY_STATUSES,
  DELIVERY_STEPS,
  type DeliveryAction,
} from '../../../api/src/domains/matching/core/delivery.ts';
import { advance, allowedActions, canUndo } from '../../../api/src/domains/matching/core/step.ts';

const NOW = new Date('2026-11-20T04:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const actions = Object.keys(DELIVERY_STEPS) as DeliveryAction[];

describe('a delivery', () => {
  test('moves by its table alone, in every combination of action, status and role', () => {
    for (const action of actions) {
      for (const status of DELIVERY_STATUSES) {
        for (const role of ROLES) {
          const step = DELIVERY_STEPS[action];
          const allowed =
            (step.from as readonly string[]).includes(status) && (step.by as readonly string[]).includes(role);
          const answer = advance({ status, answeredAt: ago(1) }, action, { role }, NOW);
          expect(answer.ok, `${action} from ${status} by ${role}`).toBe(allowed);
          if (answer.ok) expect(answer.to).toBe(step.to);
        }
      }
    }
  });

  test('an answer can be taken back for ten minutes, and no longer', () => {
    expect(canUndo({ status: 'interested', answeredAt: ago(10) }, NOW)).toBe(true);
    expect(canUndo({ status: 'interested', answeredAt: new Date(ago(10).getTime() - 1) }, NOW)).toBe(false);
    expect(canUndo({ status: 'interested', answeredAt: null }, NOW)).toBe(false);
    expect(advance({ status: 'declined', answeredAt: ago(11) }, 'undo', { role: 'labourer' }, NOW)).toMatchObject({
      ok: false,
      code: 'delivery.undo_over',
    });
  });

  test('a labourer may answer and take back, and never introduce or place themselves', () => {
    expect(allowedActions({ status: 'delivered', answeredAt: null }, { role: 'labourer' }, NOW)).toEqual([
      'see',
      'accept',
      'decline',
    ]);
    expect(allowedActions({ status: 'interested', answeredAt: ago(2) }, { role: 'labourer' }, NOW)).toEqual([
      'decline',
      'undo',
    ]);
  });

  test('an auditor may do nothing', () => {
    for (const status of DELIVERY_STATUSES)
      expect(allowedActions({ status, answeredAt: ago(1) }, { role: 'auditor' }, NOW)).toEqual([]);
  });

  test('what is placed, not placed or closed moves no more', () => {
    for (const status of ['placed', 'not_placed', 'closed'] as const) {
      for (const role of ROLES) expect(allowedActions({ status, answeredAt: ago(1) }, { role }, NOW)).toEqual([]);
    }
  });
});
