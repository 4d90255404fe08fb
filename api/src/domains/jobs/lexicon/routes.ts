import * as contract from '../../../../contract/search.ts';
import type { Serve } from '../../../http/endpoint.ts';
import * as lexicon from './service.ts';

export function lexiconRoutes(serve: Serve) {
  serve(contract.listProposals, lexicon.readProposals);
  serve(contract.acceptProposal, lexicon.acceptProposal);
  serve(contract.refuseProposal, lexicon.refuseProposal);
  serve(contract.listWords, lexicon.readWords);
  serve(contract.addWord, lexicon.addWord);
  serve(contract.takeBackWord, lexicon.takeBackWord);
  serve(contract.getSearchFigures, lexicon.readFigures);
}
