import { describe, expect, test } from 'vitest';
import { PLACEMENT_STATUSES } from '../../../api/src/domains/placements/core/placement.ts';
import {
  followUpDates,
  judgeEnd,
  judgeFacts,
  mayGo,
  type PlacementAction,
} from '../../../api/src/domains/placements/core/rules.ts';

const agency = { introducerKind: 'agency' as const, introducerName: '某公司', introducerFixedOn: '2026-11-01' };

describe('the facts of a placement', () => {
  test('the introducer is fixed on or before the contract date', () => {
    expect(judgeFacts({ ...agency, contractOn: '2026-11-01' }).ok).toBe(true);
    expect(judgeFacts({ ...agency, contractOn: '2026-10-31' })).toMatchObject({
      code: 'placement.introducer_after_contract',
    });
    expect(judgeFacts(agency).ok).toBe(true);
  });

  test('an introducer has a name and a day; none needs neither', () => {
    expect(judgeFacts({ ...agency, introducerName: undefined })).toMatchObject({
      code: 'placement.introducer_missing',
    });
    expect(judgeFacts({ ...agency, introducerFixedOn: undefined })).toMatchObject({
      code: 'placement.introducer_missing',
    });
    expect(judgeFacts({ introducerKind: 'none' }).ok).toBe(true);
  });

  test('a contract does not end before it begins, nor work before it starts', () => {
    expect(
      judgeFacts({ introducerKind: 'none', contractOn: '2026-11-01', contractUntilOn: '2026-10-31' }),
    ).toMatchObject({ code: 'placement.dates_out_of_order' });
    expect(judgeEnd('2026-11-01', '2026-11-01').ok).toBe(true);
    expect(judgeEnd('2026-11-01', '2026-10-31').ok).toBe(false);
  });

  test('return visits fall on day 30, 90, 180 and 365', () => {
    expect(followUpDates('2026-11-20').map((v) => v.dueOn)).toEqual([
      '2026-12-20',
      '2027-02-18',
      '2027-05-19',
      '2027-11-20',
    ]);
  });

  test('only what was agreed on starts, and only what runs ends', () => {
    const may = (step: PlacementAction) => PLACEMENT_STATUSES.filter((status) => mayGo(step, status).ok);
    expect(may('start')).toEqual(['agreed']);
    expect(may('end')).toEqual(['started', 'stable']);
    expect(may('settle')).toEqual(['started']);
    expect(may('drop')).toEqual(['agreed']);
  });
});
