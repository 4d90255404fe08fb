/** Rows of a desk list on one page. */
export const PAGE_SIZE = 50;

/** The page that `?page=` asks for, from 1. */
export const pageOf = (url: URL): number => Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);

/** The same page as the api counts it. */
export const pagingOf = (page: number) => ({ offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE });

/** Only the conditions that are on; a field left empty in the filter form is no condition. */
export const given = <K extends string>(all: Readonly<Record<K, string | null>>): Partial<Record<K, string>> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value)) as Partial<Record<K, string>>;
