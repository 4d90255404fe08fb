import { describe, expect } from 'vitest';
import { loadRegionFinder } from '../../../api/src/domains/regions/finder.ts';
import { importRegions } from '../../../api/src/domains/regions/import.ts';
import { seedRegions } from '../../../api/src/domains/regions/seed.ts';
import { findRegion, fullNameOf, setPoint, upsertRegions } from '../../../api/src/domains/regions/store.ts';
import { fileOfBytes } from '../../../api/src/kernel/row-file.ts';
import { test } from '../../support/database.ts';

const list = (...lines: string[]) => fileOfBytes('list.csv', Buffer.from(['code,name', ...lines].join('\n')));
const write = { dryRun: false };

describe('the shipped regions', () => {
  test('are loaded once, and a second time nothing is added', async ({ db }) => {
    expect(await db.transaction(seedRegions)).toBe(6063);
    expect(await db.transaction(seedRegions)).toBe(0);
    expect(await fullNameOf(db, '371311001232')).toBe('山东省临沂市罗庄区罗庄街道朱陈西村村民委员会');
    expect(await fullNameOf(db, '110101000000')).toBe('北京市东城区');
  });

  test('do not undo what an import renamed', async ({ db }) => {
    await db.transaction(seedRegions);
    await importRegions({ db }, [list('371311001,罗庄新街道')], write);
    await db.transaction(seedRegions);
    expect(await findRegion(db, '371311001000')).toMatchObject({ name: '罗庄新街道', shortName: '罗庄新' });
  });

  test('answer text with a code, villages of the asked county included', async ({ db }) => {
    await db.transaction(seedRegions);
    const find = await loadRegionFinder(db, '371311');
    expect(find('罗庄区朱陈西村')).toMatchObject({ code: '371311001232' });
    const other = await loadRegionFinder(db, '610723');
    expect(other('罗庄区朱陈西村')).toMatchObject({ code: '371311000000' });
    expect((await loadRegionFinder(db, null))('罗庄区朱陈西村')).toMatchObject({ code: '371311001232' });
  });
});

describe('an import of regions', () => {
  test('says what it would do and does nothing when asked to only look', async ({ db }) => {
    const files = [list('11,北京市', '1101,市辖区', '110101,东城区'), list('110101001,东华门街道')];
    const looked = await importRegions({ db }, files, { dryRun: true });
    expect(looked).toMatchObject({ toCreate: 4, toUpdate: 0, upToDate: 0, withErrors: 0 });
    expect(await findRegion(db, '110000000000')).toBeUndefined();
    expect(await importRegions({ db }, files, write)).toMatchObject({ toCreate: 4 });
    expect(await importRegions({ db }, files, write)).toMatchObject({ toCreate: 0, upToDate: 4 });
  });

  test('is refused whole when one row is wrong, and names the row', async ({ db }) => {
    const file = list('11,北京市', '1,坏', '110101001001,无镇的村');
    await expect(importRegions({ db }, [file], write)).rejects.toMatchObject({
      code: 'import.has_errors',
      details: {
        withErrors: 2,
        errors: [
          { row: 3, code: 'region.row_invalid' },
          { row: 4, code: 'region.parent_unknown' },
        ],
      },
    });
    expect(await findRegion(db, '110000000000')).toBeUndefined();
  });

  test('hangs a town whose county is not listed below the prefecture', async ({ db }) => {
    await importRegions({ db }, [list('32,江苏省', '3205,苏州市', '320576050,娄葑街道')], write);
    expect(await findRegion(db, '320576050000')).toMatchObject({ parentCode: '320500000000' });
  });

  test('leaves a point that staff have set', async ({ db }) => {
    await importRegions({ db }, [list('11,北京市')], write);
    await db.transaction((tx) => setPoint(tx, '110000000000', { lat: 40, lng: 116 }, '甲'));
    const row = { code: '110000000000', level: 'province', name: '北京', shortName: '北京', source: 'x' } as const;
    await db.transaction((tx) => upsertRegions(tx, [{ ...row, lat: 39, lng: 115 }]));
    expect(await findRegion(db, '110000000000')).toMatchObject({ lat: 40, lng: 116, name: '北京' });
  });
});
