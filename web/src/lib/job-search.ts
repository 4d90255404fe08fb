/** The question of the job list: every part of it stands in the address, so that it can be sent, kept and gone back to. */

export interface JobQuestion {
  q: string;
  /** 12-digit code of a town or village; empty for the whole county and beyond. */
  area: string;
  /** At least so many yuan a month; empty for any. */
  pay: string;
  board: boolean;
  lodging: boolean;
  home: boolean;
  shift: string;
  trade: string;
  /** Keys of what was understood and taken away again. */
  drop: readonly string[];
  page: number;
}

const NOTHING: JobQuestion = {
  q: '',
  area: '',
  pay: '',
  board: false,
  lodging: false,
  home: false,
  shift: '',
  trade: '',
  drop: [],
  page: 1,
};

/** Reads an address. What makes no sense in it is left out rather than refused: people cut and paste addresses. */
export function readQuestion(params: URLSearchParams): JobQuestion {
  const given = (name: string, shape: RegExp) => {
    const value = (params.get(name) ?? '').trim();
    return shape.test(value) ? value : '';
  };
  return {
    q: (params.get('q') ?? '').trim().slice(0, 2000),
    area: given('area', /^\d{12}$/),
    pay: given('pay', /^[1-9]\d{0,5}$/),
    board: params.has('board'),
    lodging: params.has('lodging'),
    home: params.has('home'),
    shift: given('shift', /^[a-z_]+$/),
    trade: given('trade', /^(\d{2}|\d{4}|\d{6})$/),
    drop: (params.get('drop') ?? '').split(',').filter((key) => key !== ''),
    page: Number(given('page', /^[1-9]\d{0,3}$/) || 1),
  };
}

/** The address of a question under `path`; what is not asked is not in it. */
export function addressOf(path: string, question: Partial<JobQuestion>): string {
  const { q, area, pay, board, lodging, home, shift, trade, drop, page } = { ...NOTHING, ...question };
  const parts: [name: string, value: string | false][] = [
    ['q', q],
    ['area', area],
    ['pay', pay],
    ['board', board && '1'],
    ['lodging', lodging && '1'],
    ['home', home && '1'],
    ['shift', shift],
    ['trade', trade],
    ['drop', drop.join(',')],
    ['page', page > 1 && String(page)],
  ];
  const search = new URLSearchParams(parts.filter((part): part is [string, string] => Boolean(part[1])));
  return search.size > 0 ? `${path}?${search}` : path;
}

/** The question as `searchJobs` takes it, `size` postings a page. */
export function queryOf(question: JobQuestion, size: number) {
  const { q, area, pay, board, lodging, home, shift, trade, drop, page } = question;
  const perks = [board && 'meals', lodging && 'lodging'].filter(Boolean).join(',');
  return {
    ...(q && { text: q }),
    ...(area && { areas: area }),
    ...(pay && { payMinFen: Number(pay) * 100 }),
    ...(perks && { perks }),
    ...(home && { kinds: 'home_based' }),
    ...(shift && { shifts: shift }),
    ...(trade && { occupations: trade }),
    ...(drop.length > 0 && { drop: drop.join(',') }),
    offset: (page - 1) * size,
    limit: size,
  };
}

/** What was understood, without signs: ≥ 3000 元 → 3000 元往上. */
export const conditionSaid = (label: string): string => label.replace(/^≥\s*(\d+)\s*元$/, '$1\u00a0元往上');

/** One condition of the page, in words, and the question without it. */
export interface Condition {
  label: string;
  rest: JobQuestion;
}

export interface ConditionWords {
  areaName: string;
  tradeName: string;
  shiftName: string;
}

/** The conditions chosen on the page, in the order of its form. */
export function conditionsOf(question: JobQuestion, words: ConditionWords): Condition[] {
  const { area, pay, board, lodging, home, shift, trade } = question;
  const all: [label: string | false, without: Partial<JobQuestion>][] = [
    [area !== '' && words.areaName, { area: '' }],
    [trade !== '' && words.tradeName, { trade: '' }],
    [pay !== '' && `${pay}\u00a0元往上`, { pay: '' }],
    [board && '管饭', { board: false }],
    [lodging && '管住', { lodging: false }],
    [home && '在家做', { home: false }],
    [shift !== '' && words.shiftName, { shift: '' }],
  ];
  return all.flatMap(([label, without]) => (label ? [{ label, rest: { ...question, ...without, page: 1 } }] : []));
}
