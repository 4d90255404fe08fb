import * as papers from '../../../../contract/claim-evidence.ts';
import * as contract from '../../../../contract/claims.ts';
import type { Serve } from '../../../http/endpoint.ts';
import { createClaim } from './by-hand.ts';
import * as evidence from './evidence.ts';
import * as claims from './service.ts';

export function claimRoutes(serve: Serve) {
  serve(contract.listClaims, claims.listClaims);
  serve(contract.listMyClaims, claims.listMine);
  serve(contract.getClaim, claims.readClaim);
  serve(contract.takeClaimStep, claims.takeClaimStep);
  serve(contract.checkClaims, claims.checkClaims);
  serve(contract.createClaim, createClaim);
  serve(papers.addClaimPaper, evidence.addPaper);
  serve(papers.getClaimPaper, evidence.readPaper);
  serve(papers.stateClaimFact, evidence.stateFact);
  serve(papers.setClaimAccount, evidence.setAccount);
  serve(contract.lookAgain, claims.lookAgain);
}
