/** Why a step of a claim or a line of a notice is refused, and what kind of refusal that is. */
export const claimRefusals = {
  'claim.not_found': 'not_found',
  'claim.stale': 'conflict',
  'claim.role_not_allowed': 'forbidden',
  'claim.wrong_status': 'conflict',
  'claim.note_needed': 'unprocessable',
  'claim.same_officer': 'forbidden',
  'claim.amount_unknown': 'conflict',
  'claim.second_look_missing': 'conflict',
  'claim.notice_not_asked': 'conflict',
  'claim.notice_is_asked': 'conflict',
  'claim.notice_not_over': 'conflict',
  'claim.not_earlier': 'unprocessable',
  'claim.on_its_way': 'conflict',
} as const;
export type ClaimRefusalCode = keyof typeof claimRefusals;

export interface ClaimRefusal {
  readonly ok: false;
  readonly code: ClaimRefusalCode;
  readonly details: Readonly<Record<string, unknown>>;
}

export const refuseClaim = (code: ClaimRefusalCode, details: Readonly<Record<string, unknown>>): ClaimRefusal => ({
  ok: false,
  code,
  details,
});
