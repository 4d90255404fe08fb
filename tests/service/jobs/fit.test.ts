import { describe, expect } from 'vitest';
import { readFit } from '../../../api/src/domains/matching/fit.ts';
import { aWorld, OTHER_VILLAGE } from '../../support/app.ts';
import { aLabourer, anEmployer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';
import { aJob } from './builders.ts';

describe('how many fit a posting', () => {
  test('its employer is told in bands, by how near they live, before anybody has approved it', async ({ db }) => {
    const world = await aWorld(db);
    const { id: employerId } = await anEmployer(world);
    for (let i = 0; i < 4; i += 1) await aLabourer(world);
    for (let i = 0; i < 2; i += 1) await aLabourer(world, { regionCode: OTHER_VILLAGE });
    await aLabourer(world, { payFloorFen: 900_000 });
    await aLabourer(world, { wantsWork: false });
    const { id } = await aJob(world, 'draft', {}, employerId);
    const { fit } = await readFit(world.as('employer', { employerId }), { params: { id } });
    expect(fit).toEqual({ village: 'under_5', town: 'under_5', county: '5_to_9', all: '5_to_9' });
  });

  test('a draft without pay fits nobody yet, and another employer’s is not known', async ({ db }) => {
    const world = await aWorld(db);
    const { id: employerId } = await anEmployer(world);
    const { id } = await aJob(world, 'draft', { pay: null }, employerId);
    expect(await readFit(world.as('employer', { employerId }), { params: { id } })).toEqual({ fit: null });
    const { id: other } = await anEmployer(world);
    const asked = readFit(world.as('employer', { employerId: other }), { params: { id } });
    await expect(asked).rejects.toMatchObject({ code: 'job.not_found' });
  });
});
