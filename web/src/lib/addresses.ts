/** Where a list stands: the page's own address. */
type Address = Pick<URL, 'pathname' | 'search'>;

/** The address of the same list with some of its conditions changed; null takes one off. A changed condition starts at page 1. */
export function listAddress(url: Address, changes: Readonly<Record<string, string | null>>): string {
  const to = new URLSearchParams(url.search);
  if (!('page' in changes)) to.delete('page');
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) to.delete(name);
    else to.set(name, value);
  }
  return `${url.pathname}${to.size > 0 ? `?${to}` : ''}`;
}

/** The address of another page of the same list. */
export const pageAddress = (url: Address, page: number): string => listAddress(url, { page: String(page) });
