import * as finance from '@/server/modules/finance'
import { listRouter, mutation, query, router } from '../../trpc'

/** Chart, taxes, periods, terms, currencies, parties and settings. */
export const masterRoutes = {
  account: router({
    list: listRouter(finance.listAccounts),
    chart: query(finance.chartOfAccounts),
    create: mutation(finance.createAccount),
    update: mutation(finance.updateAccount),
    setRole: mutation(finance.setAccountRole),
  }),
  costCenter: router({
    list: listRouter(finance.listCostCenters),
    get: query(finance.getCostCenter),
    options: query(finance.costCenterOptions),
    create: mutation(finance.createCostCenter),
    update: mutation(finance.updateCostCenter),
  }),
  project: router({
    list: listRouter(finance.listProjects),
    get: query(finance.getProject),
    options: query(finance.projectOptions),
    create: mutation(finance.createProject),
    update: mutation(finance.updateProject),
  }),
  party: router({
    list: listRouter(finance.listParties),
    get: query(finance.getParty),
    create: mutation(finance.createPartyCommand),
    update: mutation(finance.updatePartyCommand),
  }),
  taxCode: router({
    list: query(finance.taxCodes),
    create: mutation(finance.createTaxCode),
    changeRate: mutation(finance.changeTaxRate),
    update: mutation(finance.updateTaxCode),
  }),
  period: router({
    years: query(finance.fiscalYears),
    createYear: mutation(finance.createFiscalYear),
    setStatus: mutation(finance.setPeriodStatus),
    closeYear: mutation(finance.closeFiscalYear),
    reopenYear: mutation(finance.reopenFiscalYear),
  }),
  paymentTerm: router({
    list: query(finance.paymentTerms),
    create: mutation(finance.createPaymentTerm),
    update: mutation(finance.updatePaymentTerm),
  }),
  currency: router({
    rates: query(finance.exchangeRates),
    setRates: mutation(finance.setExchangeRates),
    enable: mutation(finance.enableCurrency),
  }),
  settings: router({
    get: query(finance.companySettings),
    update: mutation(finance.updateCompanySettings),
    setUp: mutation(finance.setUpBooks),
  }),
}
