/** The address of every page there is, groups left out: /src/routes/(bureau)/desk/jobs/+page.svelte → /desk/jobs. */
export const PAGES: ReadonlySet<string> = new Set(
  Object.keys(import.meta.glob('/src/routes/**/+page.svelte')).map(
    (file) => file.replace(/^\/src\/routes|\/\([^)]+\)|\/\+page\.svelte$/g, '') || '/',
  ),
);
