import type { FraudHit, FraudIndex } from './fraud-rows.ts';
import { hit } from './fraud-rows.ts';

const SHORT_MONTHS = 3;

/** Insured for one to three months, stopped, and then claimed. */
function shortInsurance(index: FraudIndex): FraudHit[] {
  return index.rows.insurance.flatMap(({ id, labourerId, employerId, monthsPaid, stoppedOn }) => {
    if (stoppedOn === undefined || monthsPaid < 1 || monthsPaid > SHORT_MONTHS) return [];
    return (index.claimsOf.get(labourerId) ?? [])
      .filter(({ claimedOn, placementId }) => {
        const placement = placementId === undefined ? undefined : index.placement.get(placementId);
        return claimedOn >= stoppedOn && placement?.employerId === employerId;
      })
      .map((claim) =>
        hit('short-insurance', claim.id, [
          { table: 'insurance', id },
          { table: 'claims', id: claim.id },
        ]),
      );
  });
}

/** The account is in another name than the person's; spaces and the dot in names of minorities are no difference. */
function otherName(index: FraudIndex): FraudHit[] {
  const accounts = new Map(index.rows.accounts.map((account) => [account.id, account]));
  return index.rows.claims.flatMap((claim) => {
    const account = claim.accountId === undefined ? undefined : accounts.get(claim.accountId);
    const person = index.person.get(claim.labourerId);
    if (!account || !person || plain(account.holderName) === plain(person.name)) return [];
    return [
      hit('account-in-other-name', claim.id, [
        { table: 'accounts', id: account.id },
        { table: 'people', id: person.id },
      ]),
    ];
  });
}

const plain = (name: string): string => name.normalize('NFKC').replaceAll(/[\s·•・.]/g, '');

export const moneyPatterns: readonly ((index: FraudIndex) => FraudHit[])[] = [shortInsurance, otherName];
