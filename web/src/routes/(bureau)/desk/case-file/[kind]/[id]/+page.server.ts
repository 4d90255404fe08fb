import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Of one claim, or of everything a person was given. */
const TITLES: Readonly<Record<string, string>> = { claims: '这一笔补贴的卷宗', labourers: '这个人的补贴卷宗' };

export const load: PageServerLoad = ({ params }) => {
  const title = TITLES[params.kind];
  if (!title) error(404, '没有这一页。');
  return { title, kind: params.kind, id: params.id };
};
