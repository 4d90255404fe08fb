import { calculate as calculateEndpoint } from '../../../../contract/calculator.ts';
import * as contract from '../../../../contract/policies.ts';
import { tryOnCounty as countyEndpoint, tryPolicy } from '../../../../contract/policy-trials.ts';
import type { Serve } from '../../../http/endpoint.ts';
import { calculate } from './calculator.ts';
import { discardDraft, draftVersion, publishVersion } from './drafts.ts';
import { enterRate } from './rates.ts';
import { compare, listAll, readPolicy } from './service.ts';
import { setKey } from './settings.ts';
import { tryOnCounty } from './try-county.ts';
import { tryOnPerson } from './try-person.ts';

export function policyRoutes(serve: Serve) {
  serve(contract.listPolicies, listAll);
  serve(contract.getPolicy, readPolicy);
  serve(contract.enterRate, enterRate);
  serve(contract.setSetting, setKey);
  serve(contract.draftVersion, draftVersion);
  serve(contract.discardDraft, discardDraft);
  serve(contract.publishVersion, publishVersion);
  serve(contract.compareVersions, compare);
  serve(tryPolicy, tryOnPerson);
  serve(countyEndpoint, tryOnCounty);
  serve(calculateEndpoint, calculate);
}
