import * as contract from '../../../../contract/payments.ts';
import type { Serve } from '../../../http/endpoint.ts';
import { takeBankFile } from './bank-file.ts';
import { listBatches, makeBatch, takeBatchStep } from './batches.ts';
import { createBudgetLine, listBudgetLines, raiseBudgetLine } from './budget.ts';
import { readFormat, setFormat } from './format.ts';
import { listPayable } from './payable.ts';
import { reconcile } from './reconcile.ts';
import { recoverPayment } from './recovery.ts';
import { readBankReturn } from './returns.ts';
import { readBatch } from './view.ts';

export function paymentRoutes(serve: Serve) {
  serve(contract.listBudgetLines, listBudgetLines);
  serve(contract.createBudgetLine, createBudgetLine);
  serve(contract.raiseBudgetLine, raiseBudgetLine);
  serve(contract.listPayable, listPayable);
  serve(contract.listBatches, listBatches);
  serve(contract.getBatch, readBatch);
  serve(contract.makeBatch, makeBatch);
  serve(contract.takeBatchStep, takeBatchStep);
  serve(contract.getBankFile, takeBankFile);
  serve(contract.readBankReturn, readBankReturn);
  serve(contract.getBankFormat, readFormat);
  serve(contract.setBankFormat, setFormat);
  serve(contract.recoverPayment, recoverPayment);
  serve(contract.getReconciliation, reconcile);
}
