import {
  changePoverty,
  editHousehold as editHouseholdEndpoint,
  endPairing as endEndpoint,
  getHousehold,
  listHouseholds,
  listPairingAlarms,
  pairHousehold as pairEndpoint,
  registerHousehold as registerHouseholdEndpoint,
} from '../../../contract/households.ts';
import {
  checkCard as checkEndpoint,
  choosePostings,
  closeLabourer as closeEndpoint,
  discloseField,
  editCard as editCardEndpoint,
  findLabourer,
  getCard,
  listLabourers,
  listLooks,
  registerLabourer as registerEndpoint,
} from '../../../contract/people.ts';
import type { Serve } from '../../http/endpoint.ts';
import {
  editHousehold,
  endPairing,
  pairHousehold,
  readAlarms,
  readHousehold,
  readHouseholds,
  recordPoverty,
  registerHousehold,
  type WithoutWork,
} from './households.ts';
import { chooseOwnPostings, readLooks, showField } from './own-data.ts';
import {
  checkCard,
  closeLabourer,
  editCard,
  findPerson,
  type OffersBelow,
  readCard,
  readList,
  registerLabourer,
} from './service.ts';

/** How many offers a person has had and who works is known to domains above: their conditions are handed in. */
export const peopleRoutes = (offersBelow: OffersBelow, withoutWork: WithoutWork) => (serve: Serve) => {
  serve(listLabourers, readList(offersBelow));
  serve(findLabourer, findPerson);
  serve(getCard, readCard);
  serve(registerEndpoint, registerLabourer);
  serve(editCardEndpoint, editCard);
  serve(checkEndpoint, checkCard);
  serve(closeEndpoint, closeLabourer);
  serve(discloseField, showField);
  serve(listLooks, readLooks);
  serve(choosePostings, chooseOwnPostings);
  serve(listHouseholds, readHouseholds(withoutWork));
  serve(getHousehold, readHousehold);
  serve(registerHouseholdEndpoint, registerHousehold);
  serve(editHouseholdEndpoint, editHousehold);
  serve(changePoverty, recordPoverty);
  serve(pairEndpoint, pairHousehold);
  serve(endEndpoint, endPairing);
  serve(listPairingAlarms, readAlarms);
};
