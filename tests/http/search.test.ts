import { describe, expect } from 'vitest';
import { anAccount, anApp, aWorld } from '../support/app.ts';
import { test } from '../support/database.ts';

const WORD = { phrase: '轧马盘', occupationCode: '0101', kind: 'spoken' };

describe('the words of a county over http', () => {
  test('are added by the county’s officers alone, and read by every desk', async ({ db }) => {
    const world = await aWorld(db);
    const { inject, signIn } = await anApp(world);
    const add = { method: 'POST', url: '/api/search/words', payload: WORD } as const;
    expect((await inject(add)).statusCode).toBe(401);
    const liaison = await signIn((await anAccount(world, 'liaison')).loginName);
    expect((await liaison(add)).statusCode).toBe(403);
    expect((await liaison({ url: '/api/search/proposals' })).json()).toEqual({ proposals: [], total: 0 });
    const officer = await signIn((await anAccount(world, 'county_officer')).loginName);
    expect((await officer(add)).json()).toMatchObject({ phrase: WORD.phrase, kind: 'spoken' });
    expect((await officer(add)).json()).toMatchObject({ code: 'search.entry_exists' });
    expect((await liaison({ url: '/api/search/words' })).json()).toMatchObject({ total: 1 });
  });

  test('what is no word, no branch or no proposal is refused by name', async ({ db }) => {
    const world = await aWorld(db);
    const { signIn } = await anApp(world);
    const officer = await signIn((await anAccount(world, 'county_officer')).loginName);
    const codeOf = async (url: string, payload: object) =>
      (await officer({ method: 'POST', url: `/api/search/${url}`, payload })).json().code;
    const nobody = '019a9ba2-0000-7000-8000-000000000000';
    expect(await codeOf('words', { ...WORD, phrase: '王小明' })).toBe('search.phrase_not_words');
    expect(await codeOf('words', { ...WORD, occupationCode: '999999' })).toBe('search.occupation_unknown');
    expect(await codeOf('words', { ...WORD, kind: 'other' })).toBe('request.invalid');
    expect(await codeOf(`proposals/${nobody}/accept`, WORD)).toBe('search.proposal_not_found');
    expect(await codeOf(`proposals/${nobody}/refuse`, {})).toBe('search.proposal_not_found');
    expect(await codeOf(`words/${nobody}/take-back`, {})).toBe('search.entry_not_found');
  });
});
