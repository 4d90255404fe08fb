/** A path of this site to go back to; the home page for anything that leads elsewhere. */
export function localPath(path: string | null, home = '/'): string {
  return path !== null && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : home;
}
