import { describe, expect, test } from 'vitest';
import { ROLES } from '../../../api/contract/scalars.ts';
import {
  advance,
  allowedActions,
  JOB_ACTIONS,
  JOB_STATUSES,
  JOB_STEPS,
} from '../../../api/src/domains/jobs/core/job.ts';

describe('the steps of a posting', () => {
  const every = JOB_ACTIONS.flatMap((action) =>
    JOB_STATUSES.flatMap((status) => ROLES.map((role) => ({ action, status, role }))),
  );

  test('a step is open exactly to the roles and from the statuses that its table names', () => {
    for (const { action, status, role } of every) {
      const step: { by: readonly string[]; from: readonly string[]; to: string } = JOB_STEPS[action];
      const decision = advance({ status }, action, { role }, 'why');
      const isOpen = step.by.includes(role) && step.from.includes(status);
      expect(decision, `${role} ${action} ${status}`).toMatchObject(isOpen ? { ok: true, to: step.to } : { ok: false });
    }
  });

  test('nobody but a reviewer publishes, nobody but the system lets a posting expire', () => {
    expect(ROLES.filter((role) => advance({ status: 'submitted' }, 'publish', { role }).ok)).toEqual([
      'township_officer',
      'county_officer',
      'administrator',
    ]);
    expect(ROLES.filter((role) => advance({ status: 'published' }, 'expire', { role }).ok)).toEqual(['system']);
  });

  test('a rejection without reasons is refused', () => {
    const officer = { role: 'county_officer' } as const;
    for (const note of [undefined, '', '   '])
      expect(advance({ status: 'submitted' }, 'reject', officer, note)).toMatchObject({ code: 'job.note_needed' });
  });

  test('the actions sent to the page are those that would be taken', () => {
    expect(allowedActions({ status: 'published' }, { role: 'employer' })).toEqual(['pause', 'fill', 'withdraw']);
    expect(allowedActions({ status: 'submitted' }, { role: 'auditor' })).toEqual([]);
    for (const status of ['filled', 'expired', 'withdrawn'] as const)
      expect(ROLES.flatMap((role) => allowedActions({ status }, { role }))).toEqual([]);
  });
});
