import { Type } from 'typebox';
import { ClaimView, StatedFact } from './claims.ts';
import { endpoint } from './endpoint.ts';
import { CASE_ROLES, Name, STAFF_ROLES, strict, Uuid } from './scalars.ts';

const ById = Type.Object({ id: Uuid });
/** The person, the firm, and those who carry cases for them. */
const HANDING_IN = ['labourer', 'employer', ...CASE_ROLES] as const;

export const addClaimPaper = endpoint({
  method: 'POST',
  url: '/claims/:id/papers',
  summary: 'A paper was handed in, with its number or its scan',
  access: HANDING_IN,
  params: ById,
  bodyLimit: 8_000_000,
  body: Type.Object(
    {
      paper: Type.String({ maxLength: 120 }),
      number: Type.Optional(Type.String({ maxLength: 60 })),
      scan: Type.Optional(
        Type.Object(
          {
            type: Type.Enum(['image/jpeg', 'image/png', 'application/pdf']),
            base64: Type.String({ maxLength: 7_000_000 }),
          },
          strict,
        ),
      ),
    },
    strict,
  ),
  response: ClaimView,
});

export const getClaimPaper = endpoint({
  method: 'GET',
  url: '/claims/:id/papers/:paperId',
  summary: 'The scan of a paper; who looked is written down',
  access: [...STAFF_ROLES, 'labourer', 'employer'],
  params: Type.Object({ id: Uuid, paperId: Uuid }),
  response: Type.Object({ label: Type.String(), type: Type.String(), base64: Type.String() }),
});

export const stateClaimFact = endpoint({
  method: 'POST',
  url: '/claims/:id/facts',
  summary: 'A fact that no register holds, as an officer read it from a paper',
  access: CASE_ROLES,
  params: ById,
  body: StatedFact,
  response: ClaimView,
});

export const setClaimAccount = endpoint({
  method: 'POST',
  url: '/claims/:id/account',
  summary: 'Where the payee’s money goes; the number is sealed and shown by its last four characters',
  access: HANDING_IN,
  params: ById,
  body: Type.Object({ number: Type.String({ minLength: 8, maxLength: 40 }), bankName: Name, holderName: Name }, strict),
  response: ClaimView,
});
