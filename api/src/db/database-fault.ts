export type DatabaseFaultCode =
  | 'no_unprivileged_account'
  | 'binaries_missing'
  | 'not_permitted'
  | 'disk_full'
  | 'initdb_failed'
  | 'start_failed';

/** Why the embedded PostgreSQL cannot run here. `details` says where to look: a folder, a log, the last lines. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';
  readonly code: DatabaseFaultCode;
  readonly details: Record<string, string>;

  constructor(code: DatabaseFaultCode, details: Record<string, string> = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(details)}`, options);
    this.code = code;
    this.details = details;
  }
}

/** A fault with the reason seen in what the server or the system wrote, else `otherwise`. */
export function faultFrom(text: string, otherwise: DatabaseFaultCode, details: Record<string, string>): DatabaseFault {
  if (/No space left on device|ENOSPC|EDQUOT/i.test(text)) return new DatabaseFault('disk_full', details);
  if (/Permission denied|EACCES|EPERM|EROFS/i.test(text)) return new DatabaseFault('not_permitted', details);
  return new DatabaseFault(otherwise, details);
}
